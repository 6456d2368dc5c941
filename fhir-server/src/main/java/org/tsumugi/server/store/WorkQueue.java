package org.tsumugi.server.store;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.springframework.jdbc.core.JdbcOperations;
import org.tsumugi.server.journal.FileState;
import org.tsumugi.server.store.PendingFiles.Due;

/**
 * Chooses what the next unit is about: fresh files first, but every fourth unit is for the backlog and every sixteenth for what is
 * mapped again, as long as there is any; within a lane facilities take turns; within a facility the patients who have waited longest
 * come first, as many as fill a unit. Safe for use by many threads; what is taken joins the caller's transaction.
 */
final class WorkQueue {

    private static final int BACKLOG_EVERY = 4;
    private static final int REMAP_EVERY = 16;
    private static final int PATIENTS_AT_ONCE = 8;
    private static final int MOST_FILES = 50;
    private static final long MOST_BYTES = 16L << 20;
    private static final Duration UNIT = Duration.ofMillis(1500);

    private final WorkItems items;
    private final PendingFiles files;
    private final Clock clock;
    private final Pace pace = new Pace(MOST_FILES, UNIT);
    private final AtomicInteger turns = new AtomicInteger();
    private final AtomicReferenceArray<String> lastFacilities = new AtomicReferenceArray<>(Lane.values().length);

    WorkQueue(JdbcOperations jdbc, PendingFiles files, Clock clock) {
        this.items = new WorkItems(jdbc);
        this.files = files;
        this.clock = clock;
    }

    /**
     * What a unit is about.
     *
     * @param claim whose files
     * @param files all files of the storage keys that have something due; none when it turned out that nothing is
     */
    record Work(Claim claim, List<UnitFile> files) {}

    /** Takes what is next; empty when nothing is due that is not in other hands. */
    Optional<Work> take() {
        Timestamp now = Timestamp.from(clock.instant());
        for (Lane lane : order(turns.incrementAndGet())) {
            Optional<Work> work = take(lane, now);
            if (work.isPresent()) {
                return work;
            }
        }
        return Optional.empty();
    }

    /** Takes one patient's files; empty when the patient is in other hands. */
    Optional<Work> take(String facility, String patient) {
        Taking taking = new Taking(facility, pace.files());
        taking.add(items.claim(facility, Set.of(patient)));
        return taking.work();
    }

    /** The work was done, or put off. */
    void done(Claim claim) {
        items.done(claim);
    }

    /** A unit of so many files was done. */
    void took(int settled, Duration time) {
        pace.took(settled, time);
    }

    static List<Lane> order(int turn) {
        if (turn % REMAP_EVERY == 0) {
            return List.of(Lane.REMAP, Lane.FRESH, Lane.BACKLOG);
        }
        return turn % BACKLOG_EVERY == 0
                ? List.of(Lane.BACKLOG, Lane.FRESH, Lane.REMAP)
                : List.of(Lane.FRESH, Lane.BACKLOG, Lane.REMAP);
    }

    /** Goes once around the facilities that have something due in the lane, beginning after the one that had the last turn. */
    private Optional<Work> take(Lane lane, Timestamp now) {
        String last = Optional.ofNullable(lastFacilities.get(lane.ordinal())).orElse("");
        String after = last;
        boolean around = false;
        while (true) {
            Optional<String> facility = items.facility(lane, after, now);
            if (facility.isEmpty()) {
                if (around || last.isEmpty()) {
                    return Optional.empty();
                }
                around = true;
                after = "";
                continue;
            }
            after = facility.get();
            if (around && after.compareTo(last) > 0) {
                return Optional.empty();
            }
            Optional<Work> work = take(lane, after, now);
            if (work.isPresent()) {
                lastFacilities.set(lane.ordinal(), after);
                return work;
            }
        }
    }

    private Optional<Work> take(Lane lane, String facility, Timestamp now) {
        Taking taking = new Taking(facility, pace.files());
        Set<String> seen = new LinkedHashSet<>();
        Optional<Long> after = Optional.of(0L);
        while (after.isPresent() && !taking.isFull()) {
            WorkItems.Candidates candidates = items.candidates(lane, facility, after.get(), now);
            List<String> patients =
                    candidates.patients().stream().filter(seen::add).toList();
            for (int from = 0; from < patients.size() && !taking.isFull(); ) {
                int to = Math.min(from + taking.patientsToFill(), patients.size());
                taking.add(items.claim(facility, patients.subList(from, to)));
                from = to;
            }
            after = candidates.last();
        }
        return taking.work();
    }

    /** Fills a unit, storage key by storage key. */
    private final class Taking {

        private final int mostFiles;
        private final List<UnitFile> taken = new ArrayList<>();
        private Claim claim;
        private int pending;
        private long bytes;
        private boolean full;

        Taking(String facility, int mostFiles) {
            this.claim = Claim.none(facility);
            this.mostFiles = mostFiles;
        }

        boolean isFull() {
            return full;
        }

        /** How many more patients will about fill it: who is locked and does not fit waits until this unit ends. */
        int patientsToFill() {
            int patients = claim.patients().size();
            return Math.max(1, Math.min(PATIENTS_AT_ONCE, patients * (mostFiles - pending) / Math.max(1, pending)));
        }

        Optional<Work> work() {
            return claim.patients().isEmpty() ? Optional.empty() : Optional.of(new Work(claim, taken));
        }

        /** A patient of whom nothing is due is done with; one of whom nothing fits is left to another unit. */
        void add(Claim more) {
            if (more.patients().isEmpty()) {
                return;
            }
            Set<String> served = new LinkedHashSet<>(more.patients());
            List<Due> due = files.due(more.facility(), more.patients(), mostFiles);
            due.forEach(one -> served.remove(one.file().path().patientId()));
            for (int from = 0; from < due.size() && !full; ) {
                int to = from;
                while (to < due.size() && due.get(to).key().equals(due.get(from).key())) {
                    to++;
                }
                if (take(due.subList(from, to))) {
                    served.add(due.get(from).file().path().patientId());
                }
                from = to;
            }
            claim = claim.and(more.only(served));
        }

        private boolean take(List<Due> key) {
            int files = (int) key.stream()
                    .filter(due -> due.file().state() == FileState.PENDING)
                    .count();
            long size = key.stream().mapToLong(Due::size).sum();
            boolean alone = key.get(0).alone();
            if (!taken.isEmpty() && (alone || pending + files > mostFiles || bytes + size > MOST_BYTES)) {
                full = true;
                return false;
            }
            key.forEach(due -> taken.add(due.file()));
            pending += files;
            bytes += size;
            full = alone || pending >= mostFiles;
            return true;
        }
    }
}
