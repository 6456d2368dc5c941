package org.tsumugi.mpi.link;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.tsumugi.mpi.compare.LinkKey;
import org.tsumugi.mpi.compare.NormalRecord;

/** Knows of each number whether so many dates of birth, or records, stand under it in the whole index that it is no evidence. */
@FunctionalInterface
public interface LargeBlocks {

    /** Whether the number is no evidence. */
    boolean contains(LinkKey key);

    /** So many records under one number, to each date of birth that is allowed, are too many whatever their dates. */
    int RECORDS_TO_A_DATE = 4;

    /** Of these records, which are all there are. */
    static LargeBlocks among(Collection<NormalRecord> records, int largestBlock) {
        Map<LinkKey, Set<Integer>> days = new HashMap<>();
        Map<LinkKey, Integer> held = new HashMap<>();
        Set<LinkKey> large = new HashSet<>();
        for (NormalRecord record : records) {
            for (LinkKey key : record.numbers().keySet()) {
                if (held.merge(key, 1, Integer::sum) > largestBlock * RECORDS_TO_A_DATE) {
                    large.add(key);
                }
                Set<Integer> known = days.computeIfAbsent(key, any -> new HashSet<>());
                if (record.birthDay() != 0 && known.add(record.birthDay()) && known.size() > largestBlock) {
                    large.add(key);
                }
            }
        }
        return large::contains;
    }
}
