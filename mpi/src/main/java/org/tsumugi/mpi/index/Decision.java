package org.tsumugi.mpi.index;

import java.util.List;
import java.util.SortedSet;
import org.tsumugi.mpi.RecordKey;
import org.tsumugi.mpi.link.Link;

/**
 * That a person's records became others: what a store appends and never changes.
 *
 * @param person number of the person's ID
 * @param before the person's records until now; empty for a new person
 * @param after the person's records from now on; empty when the person's ID now leads to another person, or nowhere
 * @param links why the new ones belong to it, with evidence
 * @param partings why those that left it do not: for each other person they are now of, two records that stand against each other at a
 *     rung, or two that no rung links ({@link Link#NO_RUNG}), with evidence
 * @param rules version of the rules
 * @param cause who or what, and why
 */
public record Decision(
        long person,
        SortedSet<RecordKey> before,
        SortedSet<RecordKey> after,
        List<Link> links,
        List<Link> partings,
        String rules,
        Cause cause) {

    public Decision {
        links = List.copyOf(links);
        partings = List.copyOf(partings);
    }
}
