package org.tsumugi.mpi.match;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.tsumugi.mpi.RecordKey;
import org.tsumugi.mpi.compare.LinkKey;
import org.tsumugi.mpi.index.HeldRecord;
import org.tsumugi.mpi.link.Doubt;

/** What a match asks of what is kept. */
public interface CandidateStore {

    /**
     * The records that share one of these keys.
     *
     * @param keys what records are found by
     * @param numbers the numbers that link
     * @param most of one key; of a key that more records share only those are found that share another such key too, and the answer says
     *     so
     */
    Found candidates(Collection<String> keys, Collection<LinkKey> numbers, int most);

    /** These records, as far as they are there. */
    Map<RecordKey, HeldRecord> records(Collection<RecordKey> keys);

    /** The records of these persons. */
    Map<Long, Set<RecordKey>> members(Collection<Long> persons);

    /** Those of these numbers under which so much stands that they are no evidence, see {@link org.tsumugi.mpi.link.LargeBlocks}. */
    Set<LinkKey> large(Collection<LinkKey> keys, int limit);

    /** The doubts that are open about any of these records. */
    Set<Doubt> doubts(Collection<RecordKey> keys);

    /**
     * Records that share a key.
     *
     * @param records which
     * @param narrowed whether too many share a key
     */
    record Found(Set<RecordKey> records, boolean narrowed) {}
}
