package org.tsumugi.server.receive;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.tsumugi.server.journal.Journal;
import org.tsumugi.server.journal.JournalEntry;
import org.tsumugi.server.journal.Receipt;
import org.tsumugi.server.journal.StorageName;
import org.tsumugi.server.journal.StorageName.Area;
import org.tsumugi.server.outcome.Failure;
import org.tsumugi.server.outcome.RefusedException;
import org.tsumugi.server.raw.RawStore;
import org.tsumugi.server.raw.Sha256;

/**
 * Makes received files durable: first the bytes, then the journal row. So many at a time as keep disk and database busy; who comes
 * later has its turn after them.
 */
public final class Intake {

    private static final int AT_ONCE = 16;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final RawStore raw;
    private final Journal journal;
    private final Runnable wakePipeline;
    private final Semaphore turns = new Semaphore(AT_ONCE, true);

    /** @param wakePipeline called when something was recorded */
    public Intake(RawStore raw, Journal journal, Runnable wakePipeline) {
        this.raw = raw;
        this.journal = journal;
        this.wakePipeline = wakePipeline;
    }

    /**
     * A file whose bytes are in memory, not durable yet.
     *
     * @param beginnings what there was of it when its transaction file was received before
     */
    public record Incoming(StorageName name, RawStore.Content content, List<byte[]> beginnings) {

        /** A file of which nothing was received before. */
        public Incoming(StorageName name, RawStore.Content content) {
            this(name, content, List.of());
        }

        JournalEntry entry() {
            Sha256 text = name.area() == Area.STANDARD ? TextDigest.of(content.bytes()) : content.sha256();
            Set<Sha256> others = beginnings.stream()
                    .map(TextDigest::of)
                    .filter(beginning -> !beginning.equals(text))
                    .collect(Collectors.toSet());
            return new JournalEntry(name, content.sha256(), text, content.bytes().length, others);
        }
    }

    /**
     * Keeps a file of any size without having it in memory.
     *
     * @throws IOException when the stream broke off or the raw store could not keep it; nothing is acknowledged then
     * @throws RefusedException when too many others are being kept
     */
    Receipt keep(String facility, StorageName name, InputStream bytes) throws IOException {
        TextDigest text = new TextDigest(bytes);
        RawStore.Kept kept = raw.put(text);
        Sha256 textSha256 = name.area() == Area.STANDARD ? text.digest() : kept.sha256();
        List<JournalEntry> entry = List.of(new JournalEntry(name, kept.sha256(), textSha256, kept.size()));
        Map<String, Receipt> receipts = inTurn(() -> journal.record(facility, entry));
        wakePipeline.run();
        return Objects.requireNonNull(receipts.get(name.identity()), "the journal gave no receipt for a file");
    }

    /**
     * Keeps these files, in this order.
     *
     * @return a receipt for each
     * @throws IOException when the raw store could not keep them all; nothing of them is acknowledged then
     * @throws RefusedException when too many others are being kept
     */
    public List<Receipt> keep(String facility, List<Incoming> files) throws IOException {
        List<Receipt> receipts = inTurn(() -> keepNow(facility, files));
        wakePipeline.run();
        return receipts;
    }

    private List<Receipt> keepNow(String facility, List<Incoming> files) throws IOException {
        raw.put(files.stream().map(Incoming::content).toList());
        List<Receipt> receipts = new ArrayList<>(files.size());
        for (List<Incoming> distinct : runsWithoutRepetition(files)) {
            Map<String, Receipt> byIdentity = journal.record(
                    facility, distinct.stream().map(Incoming::entry).toList());
            for (Incoming file : distinct) {
                Receipt receipt = byIdentity.get(file.name().identity());
                if (receipt == null) {
                    throw new IllegalStateException("the journal gave no receipt for a file");
                }
                receipts.add(receipt);
            }
        }
        return receipts;
    }

    @FunctionalInterface
    private interface Work<T> {
        T run() throws IOException;
    }

    private <T> T inTurn(Work<T> work) throws IOException {
        try {
            if (!turns.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new RefusedException(Failure.UNAVAILABLE, RETRY_AFTER);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RefusedException(Failure.UNAVAILABLE, RETRY_AFTER);
        }
        try {
            return work.run();
        } finally {
            turns.release();
        }
    }

    private static List<List<Incoming>> runsWithoutRepetition(List<Incoming> files) {
        List<List<Incoming>> runs = new ArrayList<>();
        List<Incoming> run = new ArrayList<>();
        Set<String> identities = new HashSet<>();
        for (Incoming file : files) {
            if (!identities.add(file.name().identity())) {
                runs.add(run);
                run = new ArrayList<>();
                identities.clear();
                identities.add(file.name().identity());
            }
            run.add(file);
        }
        if (!run.isEmpty()) {
            runs.add(run);
        }
        return runs;
    }
}
