package org.tsumugi.upload.follow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tsumugi.upload.journal.DirectoryRow;
import org.tsumugi.upload.journal.FileEntry;
import org.tsumugi.upload.journal.JournalException;

/** One directory as it was seen, until everything in it has been settled and its row can be written. */
final class LeafPlan {

    private final Volume volume;
    private final String path;
    private final long mtimeNanos;
    private final long lookedNanos;
    private final int listVersion;
    private final List<FileEntry> entries = new ArrayList<>();
    private final List<Candidate> candidates = new ArrayList<>();
    private Optional<DirectoryRow> left = Optional.empty();
    private Callback whenSettled = plan -> {};
    private int open;

    /** Told when everything in it has been settled. */
    @FunctionalInterface
    interface Callback {
        void settled(LeafPlan plan) throws JournalException;
    }

    /** @param listVersion of the list of refusals that it was compared with */
    LeafPlan(Volume volume, String path, long mtimeNanos, long lookedNanos, int listVersion) {
        this.volume = volume;
        this.path = path;
        this.mtimeNanos = mtimeNanos;
        this.lookedNanos = lookedNanos;
        this.listVersion = listVersion;
    }

    void add(FileEntry settled) {
        entries.add(settled);
    }

    void add(Candidate candidate) {
        candidates.add(candidate);
        open++;
    }

    /** It had another name, of which nothing is left. */
    void leave(DirectoryRow earlier) {
        left = Optional.of(earlier.left(lookedNanos));
    }

    /** What will be known of its earlier name. */
    Optional<DirectoryRow> left() {
        return left;
    }

    List<Candidate> candidates() {
        return candidates;
    }

    /** Calls back when every candidate has been settled, at once when there is none. */
    void whenSettled(Callback callback) throws JournalException {
        whenSettled = callback;
        if (open == 0) {
            callback.settled(this);
        }
    }

    void settle(FileEntry entry) throws JournalException {
        entries.add(entry);
        open--;
        if (open == 0) {
            whenSettled.settled(this);
        }
    }

    int listVersion() {
        return listVersion;
    }

    String path() {
        return path;
    }

    boolean isBelow(Visit.Place place) {
        return volume.equals(place.volume()) && (path.equals(place.path()) || path.startsWith(place.path() + "/"));
    }

    Volume volume() {
        return volume;
    }

    /** What will be known of it. */
    DirectoryRow row() {
        return new DirectoryRow(volume.id(), path, mtimeNanos, lookedNanos, entries);
    }
}
