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
import org.tsumugi.mpi.name.NameComparison;
import org.tsumugi.mpi.rule.Rules;

/** Why two records of one person are not linked. */
enum Loss {
    NO_NUMBER("one of the two has no number"),
    OTHER_NUMBER("no number in common: changed between the visits, or mistyped"),
    BIRTH_DATE("a number in common, another birth date"),
    SEX("a number in common, another sex"),
    GIVEN_NAME("household number in common, given name differs beyond other forms (veto for twins)"),
    FAMILY_CHANGED("household number in common, one has the name before marriage or divorce"),
    NAME("household number in common, name differs beyond other forms"),
    LARGE_BLOCK("the only number in common has too many birth dates"),
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
        NameComparison name = comparison.name();
        if (name.bases().contains(NameBasis.FORMER_NAME)
                || comparison.given().agreement().agrees()
                        && comparison.family().agreement() == Agreement.DIFFERENT) {
            return FAMILY_CHANGED;
        }
        return comparison.given().agreement() == Agreement.DIFFERENT ? GIVEN_NAME : NAME;
    }
}
