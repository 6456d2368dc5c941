package org.tsumugi.mpi.index;

import java.util.List;
import java.util.Set;
import org.tsumugi.mpi.link.Doubt;

/**
 * What would be decided, were it decided now.
 *
 * @param decisions one for each person whose records would become others; a person who has no ID yet is called 0
 * @param opened doubts that there would be
 * @param closed doubts that there would be no more
 */
public record Preview(List<Decision> decisions, Set<Doubt> opened, Set<Doubt> closed) {

    public Preview {
        decisions = List.copyOf(decisions);
        opened = Set.copyOf(opened);
        closed = Set.copyOf(closed);
    }
}
