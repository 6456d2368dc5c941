package org.tsumugi.upload.follow;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tsumugi.hl7v2.storage.StoragePath;
import org.tsumugi.hl7v2.storage.TransactionRecord;
import org.tsumugi.hl7v2.storage.TransactionStorage;
import org.tsumugi.upload.follow.TransactionTail.TransactionFile;
import org.tsumugi.upload.journal.Journal;
import org.tsumugi.upload.journal.Reading;
import org.tsumugi.upload.rule.Rules;
import org.tsumugi.upload.rule.SkipReason;
import org.tsumugi.upload.rule.StoredName;
import org.tsumugi.upload.send.Delivery;
import org.tsumugi.upload.send.Outgoing;
import org.tsumugi.upload.send.Refusals;
import org.tsumugi.upload.send.Settled;

/**
 * Sends the records of a transaction storage that stands alone, each as the file it would be in a standardized one: when the next
 * record's header is there; the last one of a file when a newer file is there, or after a time of quiet. Should it go on after all, it
 * is sent again as a whole.
 */
final class TransactionRecords {

    private static final Duration FAILED_AGAIN = Duration.ofMinutes(10);
    private static final Duration NEVER = Duration.ofDays(36_500);

    private final Volume volume;
    private final Journal journal;
    private final Ledger ledger;
    private final Delivery delivery;
    private final Rules rules;
    private final Refusals refusals;
    private final RuleChanges changes;
    private final Clock clock;
    private final Duration quiet;
    private final Lane.Limits limits;

    /** Sizes of the files as they were handled, and up to which size there is nothing to do. */
    private final Map<String, Long> seen = new HashMap<>();

    /** When the records of a file on which the server failed are tried again; at once in a new run. */
    private final Map<String, Long> failedDueNanos = new HashMap<>();

    private final Set<String> unfinished = new HashSet<>();

    TransactionRecords(
            Volume volume,
            Journal journal,
            Ledger ledger,
            Delivery delivery,
            Rules rules,
            Refusals refusals,
            RuleChanges changes,
            Clock clock,
            Duration quiet,
            Lane.Limits limits) {
        this.volume = volume;
        this.journal = journal;
        this.ledger = ledger;
        this.delivery = delivery;
        this.rules = rules;
        this.refusals = refusals;
        this.changes = changes;
        this.clock = clock;
        this.quiet = quiet;
        this.limits = limits;
    }

    /**
     * Sends what is new in a file.
     *
     * @return false when there may soon be more
     */
    boolean send(TransactionFile file) throws IOException, InterruptedException {
        Reading reading = journal.readings().of(volume.id(), file.name());
        if (reading.again() != 0) {
            sendAgain(file, reading);
            reading = journal.readings().of(volume.id(), file.name());
        }
        sendFailed(file);
        if (reading.done() == file.size() || file.size() == 0) {
            return true;
        }
        boolean still = age(file).compareTo(quiet) >= 0;
        boolean last = quiet.isZero() || file.followedByNewer() || (still && endsInLine(file));
        if (last || seen.getOrDefault(file.name(), Reading.NONE) != file.size()) {
            sendNew(file, reading, last);
            seen.put(file.name(), file.size());
        }
        if (!last && still && unfinished.add(file.name())) {
            ledger.violation("RECORD_UNFINISHED");
        }
        return last || still;
    }

    private void sendFailed(TransactionFile file) throws IOException, InterruptedException {
        Long due = failedDueNanos.get(file.name());
        if (due != null && System.nanoTime() - due < 0) {
            return;
        }
        failedDueNanos.put(file.name(), System.nanoTime() + NEVER.toNanos());
        for (long position : journal.readings().failedRecords(volume.id(), file.name())) {
            tryAgainLater(file);
            sendFailed(file, position);
        }
        ledger.write();
    }

    private void tryAgainLater(TransactionFile file) {
        failedDueNanos.put(file.name(), System.nanoTime() + FAILED_AGAIN.toNanos());
    }

    private void sendFailed(TransactionFile file, long position) throws IOException, InterruptedException {
        Optional<TransactionRecord> record;
        try (InputStream in = file.open(position)) {
            record = new TransactionStorage(in, TransactionTail.LARGEST_RECORD).next();
        }
        if (record.isEmpty() || record.get().path().isEmpty()) {
            journal.readings().recordSettled(volume.id(), file.name(), position);
            return;
        }
        StoredName name = StoredName.of(record.get().path().get());
        if (rules.skip(name, refusals.patients()).isPresent()) {
            return;
        }
        delivery.deliver(List.of(Outgoing.small(name, record.get().message())), settled -> {
            ledger.settled(settled, false);
            boolean over =
                    settled.result() == Settled.Result.ACKNOWLEDGED || settled.result() == Settled.Result.REFUSED;
            if (over) {
                journal.readings().recordSettled(volume.id(), file.name(), position);
            }
        });
    }

    private void sendNew(TransactionFile file, Reading reading, boolean last) throws IOException, InterruptedException {
        Batch batch = new Batch(
                file,
                reading.position(),
                reading.held(),
                (position, held) -> remember(file, position, Reading.NONE, held));
        long begin = reading.position();
        try (InputStream in = file.open(begin)) {
            TransactionStorage storage = new TransactionStorage(in, TransactionTail.LARGEST_RECORD);
            Optional<TransactionRecord> current = storage.next();
            while (current.isPresent()) {
                Optional<TransactionRecord> next = storage.next();
                begin = reading.position() + current.get().offset();
                if (next.isPresent() || last) {
                    take(current.get(), begin, batch);
                }
                current = next;
            }
        }
        // The last record is read again when the file goes on: it may be that record that does
        batch.deliver(begin);
        if (last) {
            remember(file, begin, file.size(), batch.held);
        }
    }

    private void take(TransactionRecord record, long offset, Batch batch) throws IOException, InterruptedException {
        Optional<StoragePath> path = record.path();
        if (path.isEmpty()) {
            ledger.violation("RECORD_DAMAGED");
            return;
        }
        StoredName name = StoredName.of(path.get());
        Optional<SkipReason> skip = rules.skip(name, refusals.patients());
        if (skip.isPresent()) {
            ledger.skipped(skip.get());
            batch.hold(offset);
            // The list may have changed before that was remembered
            skip = rules.skip(name, refusals.patients());
        }
        if (skip.isEmpty()) {
            batch.add(Outgoing.small(name, record.message()), offset);
        }
    }

    /** What was kept back and may be sent now. */
    private void sendAgain(TransactionFile file, Reading reading) throws IOException, InterruptedException {
        long end = Math.max(reading.position(), reading.done());
        Batch batch = new Batch(file, reading.held(), Reading.NONE, (position, held) -> {});
        try (InputStream in = file.open(reading.held())) {
            TransactionStorage storage = new TransactionStorage(in, TransactionTail.LARGEST_RECORD);
            Optional<TransactionRecord> record = storage.next();
            while (record.isPresent() && reading.held() + record.get().offset() < end) {
                long offset = reading.held() + record.get().offset();
                Optional<StoragePath> path = record.get().path();
                if (path.isPresent()) {
                    StoredName name = StoredName.of(path.get());
                    if (rules.skip(name, refusals.patients()).isPresent()) {
                        batch.hold(offset);
                    } else if (changes.release(name)) {
                        batch.add(Outgoing.small(name, record.get().message()), offset);
                    }
                }
                record = storage.next();
            }
        }
        batch.deliver(end);
        journal.readings().readAgain(volume.id(), file.name(), reading, batch.held);
    }

    private void remember(TransactionFile file, long position, long done, long held) throws IOException {
        journal.readings().remember(volume.id(), file.name(), new Reading(position, done, held, 0));
    }

    private Duration age(TransactionFile file) {
        return Duration.ofMillis(
                clock.millis() - file.file().attributes().lastModifiedTime().toMillis());
    }

    private static boolean endsInLine(TransactionFile file) throws IOException {
        if (file.size() == 0) {
            return true;
        }
        try (InputStream in = file.open(file.size() - 1)) {
            int end = in.read();
            return end == '\r' || end == '\n';
        }
    }

    /** Told how far the server has everything that may be sent, and where the first record lies that is kept back. */
    @FunctionalInterface
    private interface Progress {
        void at(long position, long held) throws IOException;
    }

    /** Records of one file, until there are enough to be sent. */
    private final class Batch {
        private final TransactionFile file;
        private final Progress progress;
        private final List<Outgoing> outgoing = new ArrayList<>();
        private final List<Long> offsets = new ArrayList<>();
        private final Set<String> paths = new HashSet<>();
        private long delivered;
        private long held;
        private long bytes;

        Batch(TransactionFile file, long delivered, long held, Progress progress) {
            this.file = file;
            this.delivered = delivered;
            this.held = held;
            this.progress = progress;
        }

        void hold(long offset) throws IOException {
            if (held == Reading.NONE || offset < held) {
                held = offset;
                progress.at(delivered, held);
            }
        }

        void add(Outgoing record, long offset) throws IOException, InterruptedException {
            boolean full = outgoing.size() >= limits.files() || bytes + record.size() > limits.bytes();
            if (full || paths.contains(record.name().path())) {
                deliver(offset);
            }
            outgoing.add(record);
            offsets.add(offset);
            paths.add(record.name().path());
            bytes += record.size();
        }

        /** Everything before this place is settled then. */
        void deliver(long position) throws IOException, InterruptedException {
            if (!outgoing.isEmpty()) {
                delivery.deliver(List.copyOf(outgoing), this::settled);
                outgoing.clear();
                offsets.clear();
                paths.clear();
                bytes = 0;
            }
            ledger.write();
            delivered = position;
            progress.at(delivered, held);
        }

        private void settled(Settled settled) throws IOException {
            ledger.settled(settled, false);
            if (settled.result() == Settled.Result.FAILED) {
                // Those behind it must not wait for a server that fails on this one
                journal.readings().recordFailed(volume.id(), file.name(), offsets.get(settled.number()));
                tryAgainLater(file);
            }
            if (settled.result() == Settled.Result.WITHDRAWN) {
                hold(offsets.get(settled.number()));
            }
        }
    }
}
