package org.tsumugi.upload.follow;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import org.tsumugi.upload.journal.Count;
import org.tsumugi.upload.journal.DirectoryRow;
import org.tsumugi.upload.journal.Journal;
import org.tsumugi.upload.journal.JournalException;
import org.tsumugi.upload.rule.SkipReason;
import org.tsumugi.upload.send.Settled;

/** What the agent has done: rows and counts on their way into the journal, and the sums of this run. */
public final class Ledger implements Look.Findings {

    private static final int ROWS = 500;

    private final Journal journal;
    private final Clock clock;
    private final IntSupplier listVersion;
    private final Problems problems;
    private final Runnable changed;
    private final Object writing = new Object();
    private List<DirectoryRow> rows = new ArrayList<>();
    private SortedMap<LocalDate, Map<Count, Long>> counts = new TreeMap<>();
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

    /**
     * @param listVersion of the list of refusals, as it is now
     * @param changed called whenever a file was answered for good
     */
    public Ledger(Journal journal, Clock clock, IntSupplier listVersion, Runnable changed) {
        this.journal = journal;
        this.clock = clock;
        this.listVersion = listVersion;
        this.changed = changed;
        this.problems = new Problems(journal.directory(), clock);
    }

    // ---- what happens ----

    /** Something happened. */
    public synchronized void count(Count count, long n) {
        counts.computeIfAbsent(LocalDate.now(clock), day -> new HashMap<>()).merge(count, n, Long::sum);
    }

    /** What became of a file. */
    void settled(Settled settled, boolean renamed) {
        synchronized (this) {
            if (settled.result() != Settled.Result.UNREADABLE) {
                byStatus.merge(settled.answer().status(), 1L, Long::sum);
            }
            switch (settled.result()) {
                case ACKNOWLEDGED -> acknowledged(settled, renamed);
                case REFUSED, FAILED -> {
                    String code = "HTTP_" + settled.answer().status();
                    failed(code);
                    problems.add(code, settled.file().name().path());
                }
                case UNREADABLE -> {
                    failed("UNREADABLE");
                    problems.add("UNREADABLE", settled.file().name().path());
                }
                case WITHDRAWN -> skipped(SkipReason.REFUSED_PATIENT);
            }
        }
        changed.run();
    }

    private void acknowledged(Settled settled, boolean renamed) {
        count(Count.sent(settled.file().name().type()), 1);
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

    private synchronized void failed(String code) {
        failures++;
        count(Count.error(code), 1);
    }

    @Override
    public synchronized void skipped(SkipReason reason) {
        skipped.merge(reason, 1L, Long::sum);
        count(Count.skipped(reason.name()), 1);
    }

    /** A breach of the storage's rules that is no name's. */
    synchronized void violation(String code) {
        violations++;
        count(Count.violation(code), 1);
    }

    @Override
    public void violation(String code, Path file) {
        violation(code);
        problems.add(code, file.toString());
    }

    @Override
    public void vanished() {
        violation("VANISHED");
    }

    @Override
    public void unreadable(Path path, IOException why) {
        failed("UNREADABLE");
        problems.add("UNREADABLE", path.toString());
    }

    // ---- what is remembered ----

    /**
     * A directory is settled.
     *
     * @return what is remembered of it: where the list of refusals has changed meanwhile, what was kept back has to be looked at again
     */
    DirectoryRow row(LeafPlan plan) throws JournalException {
        DirectoryRow row;
        synchronized (this) {
            row = plan.row();
            if (plan.listVersion() != listVersion.getAsInt()) {
                row = row.withSkippedWaiting();
            }
            rows.add(row);
            plan.left().ifPresent(rows::add);
        }
        writeWhenMany();
        return row;
    }

    /** A directory without files was looked at. */
    void row(DirectoryRow row) throws JournalException {
        synchronized (this) {
            rows.add(row);
        }
        writeWhenMany();
    }

    private void writeWhenMany() throws JournalException {
        boolean many;
        synchronized (this) {
            many = rows.size() >= ROWS;
        }
        if (many) {
            write();
        }
    }

    /** Writes what there is; returns when everything from before the call is written. */
    public void write() throws JournalException {
        synchronized (writing) {
            List<DirectoryRow> newRows;
            SortedMap<LocalDate, Map<Count, Long>> newCounts;
            synchronized (this) {
                newRows = rows;
                newCounts = counts;
                rows = new ArrayList<>();
                counts = new TreeMap<>();
            }
            if (!newRows.isEmpty() || !newCounts.isEmpty()) {
                LocalDate last = newCounts.isEmpty() ? LocalDate.now(clock) : newCounts.lastKey();
                for (Map.Entry<LocalDate, Map<Count, Long>> day :
                        newCounts.headMap(last).entrySet()) {
                    journal.write(List.of(), day.getKey(), day.getValue());
                }
                journal.write(newRows, last, newCounts.getOrDefault(last, Map.of()));
            }
        }
    }

    /** Drops the rows that are not written yet: what they speak of is not the server's any more. */
    public void dropRows() {
        synchronized (writing) {
            synchronized (this) {
                rows = new ArrayList<>();
            }
        }
    }

    /** Sums of this run. */
    public synchronized Sums sums() {
        return new Sums(new TreeMap<>(byStatus), new TreeMap<>(skipped), violations, failures, bytes);
    }

    /** Forgets what the days before came to. */
    public void forgetDaysBefore(LocalDate day) throws JournalException {
        journal.days().forgetBefore(day);
        problems.forgetDaysBefore(day);
    }

    /** Where unusable names are listed. */
    public Path problemList() {
        return problems.today();
    }
}
