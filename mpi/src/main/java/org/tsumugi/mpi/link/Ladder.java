package org.tsumugi.mpi.link;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.tsumugi.mpi.Agreement;
import org.tsumugi.mpi.Field;
import org.tsumugi.mpi.compare.Comparison;
import org.tsumugi.mpi.compare.LinkKey;
import org.tsumugi.mpi.compare.NormalRecord;
import org.tsumugi.mpi.compare.RecordComparer;
import org.tsumugi.mpi.date.DateComparison;
import org.tsumugi.mpi.date.DateComparison.Slip;
import org.tsumugi.mpi.rule.NumberKind;
import org.tsumugi.mpi.rule.Rules;
import org.tsumugi.mpi.rule.Rung;
import org.tsumugi.mpi.rule.Veto;

/** What the rules say of two records. */
public final class Ladder {

    private final Rules rules;
    private final RecordComparer comparer;

    /** What these rules say. */
    public Ladder(Rules rules, RecordComparer comparer) {
        this.rules = rules;
        this.comparer = comparer;
    }

    Comparison compare(NormalRecord one, NormalRecord other) {
        return comparer.compare(one, other);
    }

    /** Whether all fields of the rung agree; that the number does is known. */
    boolean agrees(Rung rung, Comparison comparison) {
        return rung.agree().stream().sorted(Ladder::cheapestFirst).allMatch(field -> agrees(rung, field, comparison));
    }

    private static int cheapestFirst(Field one, Field other) {
        return Boolean.compare(isOfName(one), isOfName(other));
    }

    private static boolean isOfName(Field field) {
        return field == Field.NAME || field == Field.GIVEN_NAME;
    }

    private static boolean agrees(Rung rung, Field field, Comparison comparison) {
        return switch (field) {
            case NAME ->
                rung.spelling().isSatisfiedBy(comparison.name().agreement())
                        && rung.spelling().isSatisfiedBy(comparison.given().agreement());
            case GIVEN_NAME ->
                rung.spelling().isSatisfiedBy(comparison.given().agreement())
                        || rung.spelling()
                                .isSatisfiedBy(comparison.givenReading().agreement());
            case SEX -> comparison.sex() == Agreement.SAME;
            case BIRTH_DATE ->
                comparison.birthDate().agreement() == Agreement.SAME
                        && (rung.number().isPersonal()
                                || !comparison.birthDate().weak());
            case POSTAL_CODE -> comparison.postalCode() == Agreement.SAME;
            default -> throw new IllegalStateException("a rung cannot ask for " + field);
        };
    }

    /**
     * The strongest rung that makes these two one person's, were they alone; empty when none does or something forbids it.
     *
     * @param large which numbers are no evidence
     */
    public Optional<String> rung(NormalRecord one, NormalRecord other, LargeBlocks large) {
        return forbids(compare(one, other)) ? Optional.empty() : rungBesideVetoes(one, other, large);
    }

    /** The same whatever forbids it. */
    public Optional<String> rungBesideVetoes(NormalRecord one, NormalRecord other, LargeBlocks large) {
        Comparison comparison = compare(one, other);
        return rules.rungs().stream()
                .filter(rung -> shares(rung, one, other, large) && agrees(rung, comparison))
                .map(Rung::id)
                .findFirst();
    }

    private boolean shares(Rung rung, NormalRecord one, NormalRecord other, LargeBlocks large) {
        Set<LinkKey> keys = RungKeys.of(rules, rung, other);
        return RungKeys.of(rules, rung, one).stream().anyMatch(key -> keys.contains(key) && !large.contains(key));
    }

    /** Whether anything forbids the link. */
    public boolean forbids(Comparison comparison) {
        return rules.vetoes().stream().anyMatch(veto -> forbids(veto, comparison));
    }

    /** What forbids the link. */
    public Set<Veto> vetoes(Comparison comparison) {
        return rules.vetoes().stream()
                .filter(veto -> forbids(veto, comparison))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Veto.class)));
    }

    /**
     * What stands between two records of one group, which others connect: what forbids a link, and different given names also without
     * a number in common.
     */
    public Set<Veto> contradictions(Comparison comparison) {
        Set<Veto> contradictions = vetoes(comparison);
        if (rules.vetoes().contains(Veto.TWIN) && comparison.given().agreement() == Agreement.DIFFERENT) {
            contradictions.add(Veto.TWIN);
        }
        return contradictions;
    }

    /** Whether two records agree in all that these vetoes are about. */
    static boolean disproves(Set<Veto> vetoes, Comparison comparison) {
        return vetoes.stream().allMatch(veto -> switch (veto) {
            case SEX -> comparison.sex() == Agreement.SAME;
            case BIRTH_DATE -> comparison.birthDate().agreement() == Agreement.SAME;
            case TWIN ->
                comparison.given().agreement().agrees()
                        || comparison.givenReading().agreement().agrees();
        });
    }

    private static boolean forbids(Veto veto, Comparison comparison) {
        return switch (veto) {
            case SEX -> comparison.sex() == Agreement.DIFFERENT;
            case BIRTH_DATE -> contradicts(comparison.birthDate());
            case TWIN ->
                comparison.birthDate().agreement() == Agreement.SAME
                        && sharesANumber(comparison)
                        && comparison.given().agreement() == Agreement.DIFFERENT;
        };
    }

    /** One household, or one person's number on the papers of two. */
    private static boolean sharesANumber(Comparison comparison) {
        for (NumberKind kind : NumberKind.values()) {
            if (kind != NumberKind.NONE
                    && kind != NumberKind.MERGED_NUMBER
                    && comparison.number(kind) == Agreement.SAME) {
                return true;
            }
        }
        return false;
    }

    /** A slip that explains it does not make two dates one; of a date known in part the known part must not differ. */
    private static boolean contradicts(DateComparison birthDate) {
        return switch (birthDate.agreement()) {
            case SAME, SAME_IN_OTHER_FORM, MISSING -> false;
            case SIMILAR -> birthDate.slip() != Slip.PARTIAL;
            case DIFFERENT -> true;
        };
    }
}
