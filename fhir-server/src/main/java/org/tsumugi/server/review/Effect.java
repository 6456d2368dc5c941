package org.tsumugi.server.review;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.tsumugi.mpi.RecordKey;
import org.tsumugi.mpi.index.Decision;

/**
 * What a judgement makes of persons: a judgement on two records may move others, too.
 *
 * @param persons how many get other records, are new or are no more
 * @param records how many records become another person's
 */
record Effect(int persons, int records) {

    static Effect of(Collection<Decision> decisions) {
        Set<RecordKey> moved = new TreeSet<>();
        decisions.forEach(decision -> decision.after().stream()
                .filter(record -> !decision.before().contains(record))
                .forEach(moved::add));
        return new Effect(decisions.size(), moved.size());
    }
}
