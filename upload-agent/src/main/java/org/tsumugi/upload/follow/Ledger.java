package org.tsumugi.upload.follow;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.tsumugi.upload.journal.Count;
import org.tsumugi.upload.journal.DirectoryRow;
import org.tsumugi.upload.journal.Journal;
import org.tsumugi.upload.journal.JournalException;
import org.tsumugi.upload.rule.SkipReason;
import org.tsumugi.upload.send.Condition;
import org.tsumugi.upload.send.Settled;

/**
 * What the agent has done: rows and counts on their way into the journal, and the sums of this run. When the journal's disk is full the
 * agent waits: what it could not remember it would send again for ever.
 */
public final class Ledger implements Look.Findings {

    private static final int ROWS = 500;
    private static final long LONGEST_WAIT_SECONDS = 60;

    private final Journal journal;
    private final Clock clock;
    private final Condition condition;
    private final Problems problems;
    private final Runnable changed;
    private final List<DirectoryRow> rows = new ArrayList<>();
    private final Map<Count, Long> counts = new HashMap<>();
    private final SortedMap<Integer, Long> byStatus = new TreeMap<>();
    private final SortedMap<SkipReason, Long> skipped = new TreeMap<>();
    private long violations;
    private long failures;
    private long bytes;

    /** Sums of this run. */
    public record Sums(
            SortedMap<Integer, Long> byStatus,
            SortedMap<SkipReason, Long> skipped,
            long violations,
            long failures,
            long bytes) {}

    /** @param changed called whenever a file was answered for good */
    public Ledger(Journal journal, Clock clock, Condition condition, Runnable changed) throws IOException {
        this.journal = journal;
        this.clock = clock;
        this.condition = condition;
        this.changed = changed;
        this.problems = new Problems(journal, clock);
    }

    /** Something happened. */
    public synchronized void count(Count count, long n) {
        counts.merge(count, n, Long::sum);
    }

    /** What became of a file. */
    void settled(Settled settled, boolean renamed) {
        String type = settled.file().name().type();
        synchronized (this) {
            byStatus.merge(settled.answer().status(), 1L, Long::sum);
            switch (settled.result()) {
                case ACKNOWLEDGED -> {
                    count(Count.sent(type), 1);
                    count(Count.bytes(), settled.file().size());
                    bytes += settled.file().size();
                    if (renamed) {
                        count(Count.renamed(), 1);
                    }
                    if (!settled.file().name().consistent()) {
                        violation("PATH_CONTRADICTION");
                    }
                    if (settled.answer().outcome().equals("other-content")) {
                        violation("CONTENT_CHANGED");
                    }
                }
                case REFUSED, FAILED -> {
                    failures++;
                    count(Count.error("HTTP_" + settled.answer().status()), 1);
                    problems.add(
                            "HTTP_" + settled.answer().status(),
                            settled.file().name().path());
                }
                case WITHDRAWN -> skippedOne(SkipReason.REFUSED_PATIENT);
            }
        }
        changed.run();
    }

    private void violation(String code) {
        violations++;
        count(Count.violation(code), 1);
    }

    private void skippedOne(SkipReason reason) {
        skipped.merge(reason, 1L, Long::sum);
        count(Count.skipped(reason.name()), 1);
    }

    @Override
    public synchronized void skipped(SkipReason reason) {
        skippedOne(reason);
    }

    @Override
    public void violation(String code, Path file) {
        synchronized (this) {
            violation(code);
        }
        problems.add(code, file.toString());
    }

    @Override
    public synchronized void vanished() {
        violation("VANISHED");
    }

    @Override
    public synchronized void unreadable(IOException why) {
        failures++;
        count(Count.error("UNREADABLE"), 1);
    }

    /** A file could not be read. */
    void unreadable(Path file) {
        synchronized (this) {
            failures++;
            count(Count.error("UNREADABLE"), 1);
        }
        problems.add("UNREADABLE", file.toString());
    }

    /** A directory is settled. */
    void row(DirectoryRow row) throws InterruptedException {
        boolean many;
        synchronized (this) {
            rows.add(row);
            many = rows.size() >= ROWS;
        }
        if (many) {
            write();
        }
    }

    /** Writes what there is; returns when it is written. */
    public void write() throws InterruptedException {
        long wait = 1;
        while (true) {
            try {
                writeOnce();
                return;
            } catch (JournalException e) {
                condition.enter("journal", Condition.State.BACKING_OFF, "JOURNAL");
                TimeUnit.SECONDS.sleep(wait);
                wait = Math.min(LONGEST_WAIT_SECONDS, wait * 2);
            }
        }
    }

    private synchronized void writeOnce() throws JournalException {
        if (rows.isEmpty() && counts.isEmpty()) {
            return;
        }
        journal.write(rows, LocalDate.now(clock), counts);
        rows.clear();
        counts.clear();
        condition.enter("journal", Condition.State.IDLE);
    }

    /** Sums of this run. */
    public synchronized Sums sums() {
        return new Sums(new TreeMap<>(byStatus), new TreeMap<>(skipped), violations, failures, bytes);
    }

    /** Where unusable names are listed. */
    public Path problemList() {
        return problems.today();
    }

    /** The names the hospital has to look into: a list of its own that only the agent's user may read. Logs have no names. */
    private static final class Problems {

        private final Journal journal;
        private final Clock clock;
        private final byte[] key;

        Problems(Journal journal, Clock clock) throws IOException {
            this.journal = journal;
            this.clock = clock;
            this.key = key(journal);
        }

        private static byte[] key(Journal journal) throws IOException {
            String key = journal.meta("log.key").orElse("");
            if (key.isEmpty()) {
                key = UUID.randomUUID().toString();
                journal.meta("log.key", key);
            }
            return key.getBytes(StandardCharsets.US_ASCII);
        }

        Path today() {
            return journal.directory().resolve("problems-" + LocalDate.now(clock) + ".txt");
        }

        synchronized void add(String code, String path) {
            Path list = today();
            try {
                if (!Files.exists(list)) {
                    Files.createFile(list);
                    if (Files.getFileStore(list).supportsFileAttributeView("posix")) {
                        Files.setPosixFilePermissions(list, PosixFilePermissions.fromString("rw-------"));
                    }
                }
                Files.writeString(
                        list,
                        code + "\t" + reference(path) + "\t" + path.replaceAll("\\p{Cntrl}", "?") + "\n",
                        StandardCharsets.UTF_8,
                        StandardOpenOption.APPEND);
            } catch (IOException e) {
                System.getLogger(Ledger.class.getName())
                        .log(System.Logger.Level.WARNING, "the list of problems cannot be written: {0}", e.getClass());
            }
        }

        /** What a log may call the file: nobody without the journal can tell which one it is. */
        private String reference(String path) {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(key, "HmacSHA256"));
                return HexFormat.of().formatHex(mac.doFinal(path.getBytes(StandardCharsets.UTF_8)), 0, 6);
            } catch (NoSuchAlgorithmException | InvalidKeyException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
