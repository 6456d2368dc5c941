package org.tsumugi.mpi.name;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.tsumugi.mpi.Agreement;
import org.tsumugi.mpi.NameBasis;

/**
 * How two names stand to each other.
 *
 * @param agreement how near
 * @param bases why they count as near although they are written differently, in the order of {@link NameBasis}; empty when they are
 *     written alike, differ, or are missing
 */
public record NameComparison(Agreement agreement, Set<NameBasis> bases) {

    public NameComparison {
        bases = Collections.unmodifiableSet(copy(bases));
    }

    static NameComparison without(Agreement agreement) {
        return new NameComparison(agreement, Set.of());
    }

    private static EnumSet<NameBasis> copy(Collection<NameBasis> bases) {
        EnumSet<NameBasis> copy = EnumSet.noneOf(NameBasis.class);
        copy.addAll(bases);
        return copy;
    }
}
