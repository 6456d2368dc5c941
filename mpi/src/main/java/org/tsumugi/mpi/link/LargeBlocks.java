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

    /**
     * To each date of birth that is allowed under one number: so many records are too many whatever their dates and facilities. A
     * household of ten in a network of sixty hospitals has fewer.
     */
    int RECORDS_TO_A_DATE = 40;

    /**
     * Whether a number is no evidence.
     *
     * @param limit so many dates of birth are allowed under it, and as many records of one facility, where each person has one or two
     * @param dates of birth under it
     * @param ofOneFacility records under it of the facility that has most
     * @param records under it
     */
    static boolean isLarge(int limit, int dates, int ofOneFacility, int records) {
        return dates > limit || ofOneFacility > limit || records > (long) limit * RECORDS_TO_A_DATE;
    }

    /** Of these records, which are all there are. */
    static LargeBlocks among(Collection<NormalRecord> records, int largestBlock) {
        Map<LinkKey, Block> blocks = new HashMap<>();
        for (NormalRecord record : records) {
            for (LinkKey key : record.numbers().keySet()) {
                blocks.computeIfAbsent(key, any -> new Block()).add(record.key().facility(), record.birthDay());
            }
        }
        Set<LinkKey> large = new HashSet<>();
        blocks.forEach((key, block) -> {
            if (block.isLarge(largestBlock)) {
                large.add(key);
            }
        });
        return large::contains;
    }

    /** What stands under one number. */
    final class Block {

        private final Set<Integer> days = new HashSet<>();
        private final Map<String, Integer> facilities = new HashMap<>();
        private int records;

        /** Counts a record. */
        public void add(String facility, int birthDay) {
            records++;
            facilities.merge(facility, 1, Integer::sum);
            if (birthDay != 0) {
                days.add(birthDay);
            }
        }

        /** Whether the number is no evidence. */
        public boolean isLarge(int limit) {
            int most = facilities.values().stream()
                    .mapToInt(Integer::intValue)
                    .max()
                    .orElse(0);
            return LargeBlocks.isLarge(limit, days.size(), most, records);
        }
    }
}
