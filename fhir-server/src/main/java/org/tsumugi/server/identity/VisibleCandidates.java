package org.tsumugi.server.identity;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.tsumugi.mpi.RecordKey;
import org.tsumugi.mpi.compare.LinkKey;
import org.tsumugi.mpi.index.HeldRecord;
import org.tsumugi.mpi.link.Doubt;
import org.tsumugi.mpi.match.CandidateStore;

/**
 * A store without the records of hidden facilities: they are neither found, nor do they add to a score or forbid anything. Which numbers
 * and names too many share to tell anything is known of the whole region; it says nothing of any one person, and a certain match on a
 * number that half a region shares would be wrong for every reader.
 */
final class VisibleCandidates implements CandidateStore {

    private final CandidateStore all;
    private final Set<String> facilities;

    VisibleCandidates(CandidateStore all, Set<String> facilities) {
        this.all = all;
        this.facilities = Set.copyOf(facilities);
    }

    @Override
    public Found candidates(Collection<String> keys, Collection<LinkKey> numbers, int most) {
        Found found = all.candidates(keys, numbers, most);
        return new Found(visible(found.records()), found.narrowed());
    }

    @Override
    public Map<RecordKey, HeldRecord> records(Collection<RecordKey> keys) {
        return all.records(visible(keys));
    }

    @Override
    public Map<Long, Set<RecordKey>> members(Collection<Long> persons) {
        Map<Long, Set<RecordKey>> members = new HashMap<>();
        all.members(persons).forEach((person, records) -> members.put(person, visible(records)));
        return members;
    }

    @Override
    public Set<LinkKey> large(Collection<LinkKey> keys, int limit) {
        return all.large(keys, limit);
    }

    private Set<RecordKey> visible(Collection<RecordKey> records) {
        Set<RecordKey> visible = new HashSet<>(records);
        visible.removeIf(record -> !isVisible(record));
        return visible;
    }

    private boolean isVisible(RecordKey record) {
        return facilities.contains(record.facility());
    }

    /** Those about records all of which can be seen: what only a hidden record makes a doubt is none. */
    @Override
    public Set<Doubt> doubts(Collection<RecordKey> keys) {
        return all.doubts(keys).stream()
                .filter(doubt -> doubt.records().stream().allMatch(this::isVisible))
                .collect(Collectors.toSet());
    }
}
