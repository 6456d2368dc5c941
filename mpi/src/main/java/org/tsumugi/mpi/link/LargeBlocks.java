package org.tsumugi.mpi.link;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.tsumugi.mpi.compare.LinkKey;
import org.tsumugi.mpi.compare.NormalRecord;

/** Knows of each number whether so many dates of birth stand under it in the whole index that it is no evidence. */
@FunctionalInterface
public interface LargeBlocks {

    /** Whether the number is no evidence. */
    boolean contains(LinkKey key);

    /** Of these records, which are all there are. */
    static LargeBlocks among(Collection<NormalRecord> records, int largestBlock) {
        Map<LinkKey, Set<Integer>> days = new HashMap<>();
        Set<LinkKey> large = new HashSet<>();
        for (NormalRecord record : records) {
            for (LinkKey key : record.numbers().keySet()) {
                Set<Integer> known = days.computeIfAbsent(key, any -> new HashSet<>());
                if (record.birthDay() != 0 && known.add(record.birthDay()) && known.size() > largestBlock) {
                    large.add(key);
                }
            }
        }
        return large::contains;
    }
}
