package org.tsumugi.upload.follow;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.tsumugi.upload.journal.DirectoryRow;
import org.tsumugi.upload.journal.FileEntry;

/** One directory as it was seen, until everything in it has been settled and its row can be written. */
final class LeafPlan {

    private final Volume volume;
    private final String path;
    private final long mtimeNanos;
    private final long lookedNanos;
    private final List<FileEntry> entries = new ArrayList<>();
    private final List<Candidate> candidates = new ArrayList<>();
    private Consumer<LeafPlan> whenSettled = plan -> {};
    private int open;

    LeafPlan(Volume volume, String path, long mtimeNanos, long lookedNanos) {
        this.volume = volume;
        this.path = path;
        this.mtimeNanos = mtimeNanos;
        this.lookedNanos = lookedNanos;
    }

    void add(FileEntry settled) {
        entries.add(settled);
    }

    void add(Candidate candidate) {
        candidates.add(candidate);
        open++;
    }

    List<Candidate> candidates() {
        return candidates;
    }

    /** Calls back when every candidate has been settled, at once when there is none. */
    void whenSettled(Consumer<LeafPlan> callback) {
        whenSettled = callback;
        if (open == 0) {
            callback.accept(this);
        }
    }

    void settle(FileEntry entry) {
        entries.add(entry);
        open--;
        if (open == 0) {
            whenSettled.accept(this);
        }
    }

    String path() {
        return path;
    }

    Volume volume() {
        return volume;
    }

    DirectoryRow row() {
        return new DirectoryRow(volume.id(), path, mtimeNanos, lookedNanos, entries);
    }
}
