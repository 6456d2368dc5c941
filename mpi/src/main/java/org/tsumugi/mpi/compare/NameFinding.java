package org.tsumugi.mpi.compare;

import java.util.EnumSet;
import java.util.Set;
import org.tsumugi.mpi.Agreement;
import org.tsumugi.mpi.NameBasis;
import org.tsumugi.mpi.name.NameComparison;

/** How all names of one record stand to all names of another. */
final class NameFinding {

    private static final NameComparison MISSING = new NameComparison(Agreement.MISSING, Set.of());

    private NameFinding() {}

    /**
     * The finding of one name in two scripts. Kanji that agree decide; kana decide where one of the two has no kanji; kana that agree
     * beside kanji that differ are a reading that two names may share.
     */
    static NameComparison of(NameComparison ideographic, NameComparison kana) {
        if (ideographic.agreement() == Agreement.MISSING) {
            return kana;
        }
        if (!ideographic.agreement().agrees() && kana.agreement().agrees()) {
            Set<NameBasis> bases = EnumSet.of(NameBasis.READING_ONLY);
            bases.addAll(ideographic.bases());
            return new NameComparison(Agreement.SIMILAR, bases);
        }
        return ideographic;
    }

    /** The nearer one. */
    static NameComparison nearer(NameComparison one, NameComparison other) {
        return one.agreement().compareTo(other.agreement()) <= 0 ? one : other;
    }

    /** Shown to a person at most, for this reason. */
    static NameComparison atMostSimilar(NameComparison found, NameBasis reason) {
        if (!found.agreement().agrees() && found.agreement() != Agreement.SIMILAR) {
            return found;
        }
        Set<NameBasis> bases = EnumSet.of(reason);
        bases.addAll(found.bases());
        return new NameComparison(Agreement.SIMILAR, bases);
    }

    static NameComparison missing() {
        return MISSING;
    }
}
