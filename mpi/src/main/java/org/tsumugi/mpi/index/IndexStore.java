package org.tsumugi.mpi.index;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tsumugi.mpi.CommonHealthId;
import org.tsumugi.mpi.RecordKey;
import org.tsumugi.mpi.compare.LinkKey;
import org.tsumugi.mpi.link.Doubt;
import org.tsumugi.mpi.link.Judgement;

/**
 * Keeps records, whose they are, and what was decided. All calls of one update are one transaction, and there is one update at a
 * time.
 */
public interface IndexStore {

    /** These records, as far as they are there. */
    Map<RecordKey, HeldRecord> records(Collection<RecordKey> keys);

    /**
     * Keeps these records in place of what was there under their keys; whose they are stays.
     *
     * @param form of their keys, see {@link org.tsumugi.mpi.compare.Normalizer#form()}
     */
    void put(Collection<IndexedRecord> records, String form);

    /** Forgets these records, and whose they were. */
    void remove(Collection<RecordKey> keys);

    /** The records that have one of these numbers. */
    Set<RecordKey> sharing(Collection<LinkKey> keys);

    /** The records that have one of these numbers and the date of birth that stands beside it. */
    Set<RecordKey> sharingOn(Collection<DayKey> keys);

    /** Those of these numbers under which so much stands that they are no evidence, see {@link org.tsumugi.mpi.link.LargeBlocks}. */
    Set<LinkKey> large(Collection<LinkKey> keys, int limit);

    /** What people have decided about these records, and about whom else. */
    Collection<Judgement> judgements(Collection<RecordKey> keys);

    /** The records of these persons. */
    Map<Long, Set<RecordKey>> members(Collection<Long> persons);

    /** The IDs that belong to these records, or that they hold. */
    Collection<IssuedId> issued(Collection<RecordKey> anchors);

    /**
     * Gives out new IDs, numbered in the order of the records.
     *
     * @return by the record that each belongs to
     */
    Map<RecordKey, IssuedId> issue(Collection<RecordKey> anchors);

    /**
     * The IDs of the persons that these records belonged to before all records were taken in anew, as after a restore: only those
     * whose own record has not come yet. It is told once.
     *
     * @return held by the records; none where records were only taken in as they came
     */
    default Collection<IssuedId> expected(Collection<RecordKey> records) {
        return List.of();
    }

    /** Has other records hold these IDs, as long as those are gone for which they were given out. */
    void move(Map<CommonHealthId, RecordKey> holders);

    /**
     * Gives IDs back to these records for which they were given out.
     *
     * @return who held them
     */
    Set<RecordKey> takeBack(Collection<RecordKey> returned);

    /** Says whose these records are. */
    void assign(Map<RecordKey, Long> persons);

    /** Says that these records were divided by these rules. */
    void divided(Collection<RecordKey> keys, String rules);

    /** The doubts that are open about any of these records. */
    Set<Doubt> doubts(Collection<RecordKey> keys);

    /** Opens doubts. */
    void open(Collection<Doubt> doubts);

    /** Closes doubts that no longer exist. */
    void close(Collection<Doubt> doubts);

    /** Appends decisions. */
    void append(Collection<Decision> decisions);

    /**
     * A number and a date of birth.
     *
     * @param key the number
     * @param birthDay yyyymmdd
     */
    record DayKey(LinkKey key, int birthDay) {}
}
