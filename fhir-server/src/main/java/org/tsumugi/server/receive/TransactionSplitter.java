package org.tsumugi.server.receive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tsumugi.hl7v2.storage.TransactionRecord;
import org.tsumugi.hl7v2.storage.TransactionStorage;
import org.tsumugi.server.journal.FileState;
import org.tsumugi.server.journal.IssueCodes;
import org.tsumugi.server.journal.Receipt;
import org.tsumugi.server.journal.StorageName;
import org.tsumugi.server.journal.TransactionQueue;
import org.tsumugi.server.journal.TransactionQueue.RecordIssue;
import org.tsumugi.server.journal.TransactionQueue.StoredContent;
import org.tsumugi.server.journal.TransactionQueue.TransactionFile;
import org.tsumugi.server.raw.RawStore;

/**
 * Takes received files of the transaction storage apart: each record enters the journal as the file of the standardized storage that
 * it became there, under the same name, so that it does not matter from which of the two it was received. From there on nothing knows
 * the difference.
 */
public final class TransactionSplitter {

    private static final Logger LOG = LoggerFactory.getLogger(TransactionSplitter.class);

    private static final int BATCH_FILES = 256;
    private static final long BATCH_BYTES = 8L << 20;
    private static final int MOST_ISSUES = 1000;
    private static final int SET_ASIDE_AFTER = 4;
    private static final Duration MINE_FOR = Duration.ofMinutes(5);
    private static final Duration TRY_AGAIN_AFTER = Duration.ofSeconds(10);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final Duration FINISH_WITHIN = Duration.ofSeconds(8);

    private final TransactionQueue queue;
    private final RawStore raw;
    private final Intake intake;
    private final int mostBytes;
    private final Thread thread = new Thread(this::work, "transaction-splitter");
    private volatile boolean stopping;

    /** A splitter that does nothing until {@link #start()}. */
    public TransactionSplitter(TransactionQueue queue, RawStore raw, Intake intake, ReceiveLimits limits) {
        this.queue = queue;
        this.raw = raw;
        this.intake = intake;
        this.mostBytes = (int) Math.min(Integer.MAX_VALUE - 8L, limits.fileBytes());
        thread.setDaemon(true);
    }

    /** Starts looking for files. */
    public void start() {
        thread.start();
    }

    /** Leaves the file at hand for the next start. */
    public void stop() {
        stopping = true;
        try {
            // one that is interrupted may not come to put its file back, which then waits until nobody has it any more
            thread.join(FINISH_WITHIN.toMillis());
            thread.interrupt();
            thread.join(LOOK_AGAIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        while (!stopping) {
            try {
                if (!splitOne()) {
                    Thread.sleep(LOOK_AGAIN.toMillis());
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException | Error e) {
                // whatever it was, files are waiting and nobody else will come for them
                LOG.error(
                        "Transaction files cannot be split; trying again: {}",
                        e.getClass().getName());
                stopping |= !pause();
            }
        }
    }

    private static boolean pause() {
        try {
            Thread.sleep(LOOK_AGAIN.toMillis());
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    /** Splits the oldest file that is due, and says whether there was one. */
    boolean splitOne() {
        Optional<TransactionFile> taken = queue.take(MINE_FOR);
        taken.ifPresent(this::split);
        return taken.isPresent();
    }

    private void split(TransactionFile file) {
        Split split = new Split(file);
        try {
            split.addAll(queue.contents(file));
            if (stopping) {
                queue.putBack(file, false, Duration.ZERO);
            } else {
                queue.settle(file, split.state(), split.issues);
            }
        } catch (IOException e) {
            failed(file, e, file.attempts() + 1 >= SET_ASIDE_AFTER);
        } catch (RuntimeException | OutOfMemoryError e) {
            failed(file, e, false);
        }
    }

    /** Only a file that cannot be read is set aside; a store or database that has no room now will have some later. */
    private void failed(TransactionFile file, Throwable e, boolean setAside) {
        if (stopping) {
            queue.putBack(file, false, Duration.ZERO);
            return;
        }
        LOG.error(
                "Receipt {} could not be split: {}",
                file.receipt(),
                e.getClass().getName());
        if (setAside) {
            queue.settle(
                    file,
                    FileState.QUARANTINED,
                    List.of(new RecordIssue(
                            IssueCodes.STORE_REJECTED,
                            "FATAL",
                            "the file could not be read again; the log has the reason under its receipt")));
        } else {
            queue.putBack(file, e instanceof IOException, TRY_AGAIN_AFTER);
        }
    }

    /** One file while it is split. */
    private final class Split {
        private final TransactionFile file;
        private final List<Intake.Incoming> batch = new ArrayList<>();
        private final List<RecordIssue> issues = new ArrayList<>();
        private long batchBytes;
        private long records;
        private long kept;

        Split(TransactionFile file) {
            this.file = file;
        }

        /** What is the beginning of a larger content says nothing that this does not say, but for a message that it broke off. */
        void addAll(List<StoredContent> largestFirst) throws IOException {
            Set<StoredContent> left = new LinkedHashSet<>(largestFirst);
            for (StoredContent content : largestFirst) {
                if (left.remove(content)) {
                    left.removeAll(add(content, left));
                }
            }
        }

        /** Returns those of the smaller contents that are the beginning of this one. */
        private List<StoredContent> add(StoredContent content, Set<StoredContent> smaller) throws IOException {
            try (RawStore.Reading reading = raw.open(content.sha256());
                    Beginnings bytes = new Beginnings(reading.bytes(), smaller)) {
                TransactionStorage storage = new TransactionStorage(bytes, mostBytes);
                for (Optional<TransactionRecord> next = storage.next();
                        next.isPresent() && !stopping;
                        next = storage.next()) {
                    add(next.get(), bytes.found());
                }
                keep();
                return bytes.found();
            }
        }

        private void add(TransactionRecord record, List<StoredContent> ended) {
            records++;
            if (record.path().isEmpty()) {
                report(IssueCodes.RECORD_DAMAGED, record, record.problem());
            } else if (!record.facility().equals(file.facility())) {
                report(IssueCodes.RECORD_OF_ANOTHER_FACILITY, record, "the header names another facility");
            } else {
                kept++;
                batch.add(new Intake.Incoming(
                        StorageName.of(record.path().get()),
                        RawStore.Content.of(record.message()),
                        ended.stream()
                                .flatMap(one -> record.messageWhenFileEndedAt(one.size()).stream())
                                .toList()));
                batchBytes += record.message().length;
                if (batch.size() >= BATCH_FILES || batchBytes >= BATCH_BYTES) {
                    keep();
                }
            }
        }

        private void report(String code, TransactionRecord record, String why) {
            if (issues.size() < MOST_ISSUES) {
                issues.add(new RecordIssue(code, "ERROR", "record at byte " + record.offset() + ": " + why));
            }
        }

        private void keep() {
            if (batch.isEmpty()) {
                return;
            }
            List<Receipt> receipts = receipts();
            queue.progress(file, receipts.stream().map(Receipt::id).distinct().toList(), MINE_FOR);
            batch.clear();
            batchBytes = 0;
        }

        private List<Receipt> receipts() {
            try {
                return intake.keep(file.facility(), batch);
            } catch (IOException e) {
                throw new UncheckedIOException("the raw store cannot keep the records", e);
            }
        }

        /** Something came out of it, or there was nothing in it. */
        FileState state() {
            return kept > 0 || records == 0 ? FileState.MAPPED : FileState.QUARANTINED;
        }
    }
}
