package org.tsumugi.server.receive;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.storage.ConditionFlag;
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
 * One transaction file while it is split, with pauses in which others have their turn. How far it has come is in memory only: who
 * takes the file after a crash begins again, and what it makes a second time is what is there already.
 */
final class TransactionSplit implements Closeable {

    /** How long the file is nobody else's after the last that was heard of it. */
    static final Duration MINE_FOR = Duration.ofMinutes(5);

    private static final int BATCH_FILES = 256;
    private static final long BATCH_BYTES = 8L << 20;
    private static final int MOST_ISSUES = 1000;

    private final TransactionFile file;
    private final TransactionQueue queue;
    private final RawStore raw;
    private final Intake intake;
    private final int mostBytes;
    private @Nullable Set<StoredContent> left;
    private final List<Intake.Incoming> batch = new ArrayList<>();
    private final List<RecordIssue> issues = new ArrayList<>();
    private final Set<String> deleted = new HashSet<>();
    private @Nullable Content current;
    private long batchBytes;
    private long records;
    private long kept;

    /** One of the contents that were received under the file's name, being read. */
    private record Content(Beginnings bytes, TransactionStorage records) {}

    TransactionSplit(TransactionFile file, TransactionQueue queue, RawStore raw, Intake intake, int mostBytes) {
        this.file = file;
        this.queue = queue;
        this.raw = raw;
        this.intake = intake;
        this.mostBytes = mostBytes;
    }

    TransactionFile file() {
        return file;
    }

    List<RecordIssue> issues() {
        return issues;
    }

    /** Something came out of it, or there was nothing in it. */
    FileState state() {
        return kept > 0 || records == 0 ? FileState.MAPPED : FileState.QUARANTINED;
    }

    /**
     * Goes on until it is told to pause or has come to the end, and says which. Whatever was read is kept then.
     *
     * @throws IOException when the file cannot be read
     */
    boolean advance(BooleanSupplier pause) throws IOException {
        Set<StoredContent> contents = left == null ? new LinkedHashSet<>(queue.contents(file)) : left;
        left = contents;
        while (!pause.getAsBoolean()) {
            Content content = current == null ? open(contents) : current;
            if (content == null) {
                keep();
                return true;
            }
            current = content;
            Optional<TransactionRecord> next = content.records().next();
            if (next.isPresent()) {
                add(next.get(), content.bytes().found());
            } else {
                // what is the beginning of a larger content says nothing that this does not say, but for a message that
                // it broke off
                contents.removeAll(content.bytes().found());
                close();
            }
        }
        keep();
        queue.progress(file, List.of(), MINE_FOR);
        return false;
    }

    /** The largest of those that are left; null when none is. */
    private @Nullable Content open(Set<StoredContent> contents) throws IOException {
        if (contents.isEmpty()) {
            return null;
        }
        StoredContent largest = contents.iterator().next();
        contents.remove(largest);
        Beginnings bytes = new Beginnings(raw.open(largest.sha256()).bytes(), contents);
        return new Content(bytes, new TransactionStorage(bytes, mostBytes));
    }

    private void add(TransactionRecord record, List<StoredContent> ended) {
        records++;
        if (record.path().isEmpty()) {
            report(IssueCodes.RECORD_DAMAGED, record, record.problem());
        } else if (!record.facility().equals(file.facility())) {
            report(IssueCodes.RECORD_OF_ANOTHER_FACILITY, record, "the header names another facility");
        } else {
            kept++;
            StorageName name = StorageName.of(record.path().get());
            noteDeletion(record, name);
            batch.add(new Intake.Incoming(
                    name,
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

    /** The journal does not know in which order records of one name came, so a deletion holds, whichever it was. */
    private void noteDeletion(TransactionRecord record, StorageName name) {
        if (name.flag() == ConditionFlag.DELETED) {
            deleted.add(name.identity());
        } else if (deleted.contains(name.identity())) {
            report(
                    IssueCodes.RECORD_DELETED_AT_THE_SAME_TIME,
                    record,
                    "a record before it deletes what has its name and its time: it stays deleted");
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

    @Override
    public void close() throws IOException {
        Content content = current;
        current = null;
        if (content != null) {
            content.bytes().close();
        }
    }
}
