package org.tsumugi.mpi.compare;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.tsumugi.mpi.Agreement;
import org.tsumugi.mpi.Field;
import org.tsumugi.mpi.FieldEvidence;
import org.tsumugi.mpi.NameBasis;
import org.tsumugi.mpi.PersonName.Use;
import org.tsumugi.mpi.Sex;
import org.tsumugi.mpi.date.DateComparison;
import org.tsumugi.mpi.date.DateComparison.Slip;
import org.tsumugi.mpi.name.IdeographicForm;
import org.tsumugi.mpi.name.NameComparer;
import org.tsumugi.mpi.name.NameComparison;
import org.tsumugi.mpi.rule.NumberKind;

/** Two records beside each other. Each field is compared when it is asked for. */
public final class Comparison {

    private final NameComparer comparer;
    private final NormalRecord one;
    private final NormalRecord other;

    Comparison(NameComparer comparer, NormalRecord one, NormalRecord other) {
        this.comparer = comparer;
        this.one = one;
        this.other = other;
    }

    /** Male and female differ; any other value says nothing. */
    public Agreement sex() {
        if (!isSaid(one.sex()) || !isSaid(other.sex())) {
            return Agreement.MISSING;
        }
        return one.sex() == other.sex() ? Agreement.SAME : Agreement.DIFFERENT;
    }

    private static boolean isSaid(Sex sex) {
        return sex == Sex.MALE || sex == Sex.FEMALE;
    }

    /** The dates of birth. */
    public DateComparison birthDate() {
        return DateComparison.of(one.birthDate(), other.birthDate());
    }

    /** Family and given name together; a former name that agrees is {@link Agreement#SIMILAR}. */
    public NameComparison name() {
        return nearest(this::whole);
    }

    /** The family names alone. */
    public NameComparison family() {
        return nearest((a, b) -> part(
                comparer.ideographic(a.family(), b.family()),
                comparer.kana(a.familyKana(), b.familyKana()),
                comparer.alphabetic(a.familyLatin(), b.familyLatin())));
    }

    /**
     * The given names alone. Where one hospital does not part names and the other does, the family name of the second is taken off
     * the first.
     */
    public NameComparison given() {
        return nearest(
                (a, b) -> part(givenIdeographic(a, b), comparer.kana(a.givenKana(), b.givenKana()), givenLatin(a, b)));
    }

    /** The family names as they are written, readings aside. */
    public NameComparison familyAsWritten() {
        return nearest((a, b) -> written(
                comparer.ideographic(a.family(), b.family()), comparer.alphabetic(a.familyLatin(), b.familyLatin())));
    }

    /** The given names as they are written, readings aside. */
    public NameComparison givenAsWritten() {
        return nearest((a, b) -> written(givenIdeographic(a, b), givenLatin(a, b)));
    }

    /** The readings of the given names. Brothers and sisters have different ones, so that it tells twins apart. */
    public NameComparison givenReading() {
        return nearest((a, b) -> comparer.kana(a.givenKana(), b.givenKana()));
    }

    /** The readings of family and given name together. */
    public NameComparison reading() {
        return nearest((a, b) -> comparer.kana(a.wholeKana(), b.wholeKana()));
    }

    private NameComparison givenIdeographic(NormalName a, NormalName b) {
        if (a.given().isEmpty() && !b.given().isEmpty()) {
            return unparted(a, b);
        }
        if (b.given().isEmpty() && !a.given().isEmpty()) {
            return unparted(b, a);
        }
        return comparer.ideographic(a.given(), b.given());
    }

    private NameComparison unparted(NormalName whole, NormalName parted) {
        IdeographicForm rest = whole.whole().without(parted.family());
        return comparer.ideographic(rest, parted.given());
    }

    /**
     * Hospitals part a foreign name at other places, turn it round, or leave middle names out: where the letters of the whole name are the
     * same, so is the given name; the others are not another person's for that.
     */
    private NameComparison givenLatin(NormalName a, NormalName b) {
        NameComparison parted = comparer.alphabetic(a.givenLatin(), b.givenLatin());
        if (parted.agreement() != Agreement.DIFFERENT && parted.agreement() != Agreement.SIMILAR) {
            return parted;
        }
        NameComparison whole = comparer.alphabetic(a.familyLatin() + a.givenLatin(), b.familyLatin() + b.givenLatin());
        if (whole.agreement().agrees()) {
            return whole;
        }
        boolean turned =
                a.familyLatin().equals(b.givenLatin()) && b.familyLatin().equals(a.givenLatin());
        boolean shortened =
                a.givenLatin().startsWith(b.givenLatin()) || b.givenLatin().startsWith(a.givenLatin());
        if (turned || shortened) {
            return new NameComparison(Agreement.SIMILAR, Set.of(turned ? NameBasis.ORDER : NameBasis.SHORTENED));
        }
        return parted;
    }

    /** Of a name without kanji the letters say more than the reading, which hospitals hear in many ways. */
    private static NameComparison part(NameComparison ideographic, NameComparison kana, NameComparison latin) {
        return ideographic.agreement() == Agreement.MISSING && latin.agreement().agrees()
                ? latin
                : written(NameFinding.of(ideographic, kana), latin);
    }

    private static NameComparison written(NameComparison japanese, NameComparison latin) {
        return japanese.agreement() == Agreement.MISSING ? latin : japanese;
    }

    private NameComparison whole(NormalName a, NormalName b) {
        NameComparison ideographic = comparer.ideographic(a.whole(), b.whole());
        NameComparison japanese = NameFinding.of(ideographic, comparer.kana(a.wholeKana(), b.wholeKana()));
        if (japanese.agreement().agrees()) {
            return japanese;
        }
        NameComparison latin = comparer.alphabetic(a.familyLatin() + a.givenLatin(), b.familyLatin() + b.givenLatin());
        if (ideographic.agreement() == Agreement.MISSING && latin.agreement().agrees()) {
            return latin;
        }
        return NameFinding.nearer(
                japanese, NameFinding.nearer(reversed(a, b), NameFinding.atMostSimilar(latin, NameBasis.READING_ONLY)));
    }

    private NameComparison reversed(NormalName a, NormalName b) {
        NameComparison latin = comparer.alphabetic(a.familyLatin() + a.givenLatin(), b.givenLatin() + b.familyLatin());
        NameComparison crossed = NameFinding.nearer(
                both(comparer.kana(a.familyKana(), b.givenKana()), comparer.kana(a.givenKana(), b.familyKana())),
                both(comparer.ideographic(a.family(), b.given()), comparer.ideographic(a.given(), b.family())));
        NameComparison found = NameFinding.nearer(latin, crossed);
        return found.agreement().agrees() ? NameFinding.atMostSimilar(found, NameBasis.ORDER) : NameFinding.missing();
    }

    private static NameComparison both(NameComparison one, NameComparison other) {
        return one.agreement().compareTo(other.agreement()) >= 0 ? one : other;
    }

    /** One comparison of names. */
    @FunctionalInterface
    private interface Pairing {
        NameComparison of(NormalName a, NormalName b);
    }

    private NameComparison nearest(Pairing pairing) {
        NameComparison nearest = NameFinding.missing();
        for (NormalName a : one.names()) {
            for (NormalName b : other.names()) {
                NameComparison found = pairing.of(a, b);
                boolean former = a.use() == Use.FORMER || b.use() == Use.FORMER;
                nearest = NameFinding.nearer(
                        nearest, former ? NameFinding.atMostSimilar(found, NameBasis.FORMER_NAME) : found);
            }
        }
        return nearest;
    }

    /** Whether they share a number of this kind. */
    public Agreement number(NumberKind kind) {
        boolean both = has(one, kind) && has(other, kind);
        if (!both) {
            return Agreement.MISSING;
        }
        return one.numbers().keySet().stream()
                        .anyMatch(key -> key.kind() == kind && other.numbers().containsKey(key))
                ? Agreement.SAME
                : Agreement.DIFFERENT;
    }

    private static boolean has(NormalRecord record, NumberKind kind) {
        return record.numbers().keySet().stream().anyMatch(key -> key.kind() == kind);
    }

    /** The postal codes; a part of a code is none. */
    public Agreement postalCode() {
        if (one.postalCode().length() != 7 || other.postalCode().length() != 7) {
            return Agreement.MISSING;
        }
        return one.postalCode().equals(other.postalCode()) ? Agreement.SAME : Agreement.DIFFERENT;
    }

    /** Whether they share a telephone number. */
    public Agreement phone() {
        Collection<String> phones = one.phones();
        if (phones.isEmpty() || other.phones().isEmpty()) {
            return Agreement.MISSING;
        }
        return Collections.disjoint(phones, other.phones()) ? Agreement.DIFFERENT : Agreement.SAME;
    }

    /** Everything that was found, for a decision to keep. */
    public List<FieldEvidence> evidence() {
        List<FieldEvidence> evidence = new ArrayList<>();
        for (NumberKind kind : NumberKind.values()) {
            if (kind != NumberKind.NONE) {
                add(evidence, kind.field(), number(kind));
            }
        }
        add(evidence, Field.NAME, name());
        add(evidence, Field.FAMILY_NAME, family());
        add(evidence, Field.GIVEN_NAME, given());
        add(evidence, Field.SEX, sex());
        DateComparison birthDate = birthDate();
        evidence.add(new FieldEvidence(
                Field.BIRTH_DATE,
                birthDate.agreement(),
                Set.of(),
                birthDate.slip() == Slip.NONE ? "" : birthDate.slip().name()));
        add(evidence, Field.POSTAL_CODE, postalCode());
        add(evidence, Field.PHONE, phone());
        return evidence;
    }

    private static void add(List<FieldEvidence> evidence, Field field, Agreement agreement) {
        evidence.add(new FieldEvidence(field, agreement, Set.of(), ""));
    }

    private static void add(List<FieldEvidence> evidence, Field field, NameComparison found) {
        evidence.add(new FieldEvidence(field, found.agreement(), found.bases(), ""));
    }
}
