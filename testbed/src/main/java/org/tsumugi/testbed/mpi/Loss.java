package org.tsumugi.testbed.mpi;

import java.util.Set;
import org.tsumugi.mpi.Agreement;
import org.tsumugi.mpi.NameBasis;
import org.tsumugi.mpi.compare.Comparison;
import org.tsumugi.mpi.compare.LinkKey;
import org.tsumugi.mpi.compare.NormalRecord;
import org.tsumugi.mpi.link.Ladder;
import org.tsumugi.mpi.link.LargeBlocks;
import org.tsumugi.mpi.link.RungKeys;
import org.tsumugi.mpi.rule.Rules;

/** Why two records of one person are not linked. */
enum Loss {
    NO_NUMBER("one of the two has no number"),
    OTHER_NUMBER("no number in common: changed between the visits, or mistyped"),
    BIRTH_DATE("a number in common, another birth date"),
    FIRST_OF_JANUARY("the household's number in common, and 1 January, which often stands for a date not known"),
    SEX("a number in common, another sex"),
    GIVEN_NAME("a number in common, given names differ (veto for twins)"),
    GIVEN_NAME_UNKNOWN("a number in common, given names cannot be compared"),
    FAMILY_CHANGED("the household's number in common, one has the name before marriage or divorce"),
    NAME("a number in common, names differ beyond other forms of one character"),
    LARGE_BLOCK("the only number in common has too many birth dates or records"),
    GROUP("they agree, but their group contradicts itself");

    private final String words;

    Loss(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /** The first that applies of two records that ended up apart. */
    static Loss of(Library library, NormalRecord one, NormalRecord other, LargeBlocks large) {
        Ladder ladder = library.ladder();
        if (ladder.rung(one, other, large).isPresent()) {
            return GROUP;
        }
        Rules rules = library.rules();
        Set<LinkKey> ours = RungKeys.of(rules, one);
        Set<LinkKey> theirs = RungKeys.of(rules, other);
        if (ours.isEmpty() || theirs.isEmpty()) {
            return NO_NUMBER;
        }
        if (ours.stream().noneMatch(theirs::contains)) {
            return OTHER_NUMBER;
        }
        if (ours.stream().filter(theirs::contains).allMatch(large::contains)) {
            return LARGE_BLOCK;
        }
        return ofParticulars(library.comparer().compare(one, other));
    }

    private static Loss ofParticulars(Comparison comparison) {
        if (!comparison.birthDate().agreement().agrees()) {
            return BIRTH_DATE;
        }
        if (comparison.sex() != Agreement.SAME) {
            return SEX;
        }
        if (comparison.birthDate().weak() && comparison.name().agreement().agrees()) {
            return FIRST_OF_JANUARY;
        }
        if (comparison.given().agreement() == Agreement.DIFFERENT) {
            return GIVEN_NAME;
        }
        if (comparison.given().agreement() == Agreement.MISSING) {
            return GIVEN_NAME_UNKNOWN;
        }
        return isFamilyChanged(comparison) ? FAMILY_CHANGED : NAME;
    }

    private static boolean isFamilyChanged(Comparison comparison) {
        return comparison.name().bases().contains(NameBasis.FORMER_NAME)
                || comparison.given().agreement().agrees()
                        && comparison.family().agreement() == Agreement.DIFFERENT;
    }
}
