package org.tsumugi.upload.follow;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.tsumugi.hl7v2.storage.StoragePath;
import org.tsumugi.hl7v2.storage.TransactionRecord;
import org.tsumugi.hl7v2.storage.TransactionStorage;
import org.tsumugi.upload.journal.Count;
import org.tsumugi.upload.journal.Journal;
import org.tsumugi.upload.rule.Rules;
import org.tsumugi.upload.rule.SkipReason;
import org.tsumugi.upload.rule.StoredName;
import org.tsumugi.upload.send.Delivery;
import org.tsumugi.upload.send.Outgoing;
import org.tsumugi.upload.send.Settled;

/**
 * The end of the transaction storage, where a hospital's system writes everything it does. Beside a standardized storage a record only
 * says where to look; without one the records are what is sent: each when the next one's header is there, the last one of a file when
 * the file is over.
 */
final class TransactionTail {

    private static final int LARGEST_RECORD = 64 << 20;

    private final Volume volume;
    private final List<Volume> standardized;
    private final Journal journal;
    private final Lanes lanes;
    private final Records records;
    private final Map<String, Long> sizes = new HashMap<>();

    /** How records are sent that have no file. */
    record Records(
            Delivery delivery,
            Rules rules,
            Supplier<Set<String>> refused,
            Ledger ledger,
            Clock clock,
            Duration quiet,
            Lane.Limits limits) {}

    TransactionTail(Volume volume, List<Volume> standardized, Journal journal, Lanes lanes, Records records) {
        this.volume = volume;
        this.standardized = List.copyOf(standardized);
        this.journal = journal;
        this.lanes = lanes;
        this.records = records;
    }

    /** Reads what has been written since the last time. */
    void read() throws IOException, InterruptedException {
        List<Child> years = folders();
        // Beside a standardized storage the older files say nothing that a pass does not find
        List<Child> looked =
                standardized.isEmpty() || years.isEmpty() ? years : years.subList(years.size() - 1, years.size());
        for (Child year : looked) {
            List<Child> files = files(year);
            for (int i = 0; i < files.size(); i++) {
                boolean last = i == files.size() - 1;
                String name = year.name() + "/" + files.get(i).name();
                if (standardized.isEmpty()) {
                    sendRecords(name, files.get(i), !last || year != years.get(years.size() - 1));
                } else if (i >= files.size() - 2) {
                    pointOut(name, files.get(i));
                }
            }
        }
    }

    private List<Child> folders() throws IOException {
        return Child.of(volume.root()).stream()
                .filter(Child::isDirectory)
                .filter(year -> year.name().matches("\\d{4}"))
                .toList();
    }

    private static List<Child> files(Child year) throws IOException {
        return Child.of(year.path()).stream()
                .filter(file -> file.name().matches("TR_\\d{17}_\\d{1,10}\\.DAT"))
                .toList();
    }

    private boolean hasGrown(String name, Child file) {
        long size = file.attributes().size();
        Long before = sizes.put(name, size);
        return before == null || before != size;
    }

    // ---- records say where to look ----

    private void pointOut(String name, Child file) throws IOException, InterruptedException {
        if (!hasGrown(name, file)) {
            return;
        }
        long from = journal.position(volume.id(), name).orElse(0L);
        try (InputStream in = open(file, from)) {
            TransactionStorage storage = new TransactionStorage(in, LARGEST_RECORD);
            long last = from;
            for (Optional<TransactionRecord> record = storage.next(); record.isPresent(); record = storage.next()) {
                last = from + record.get().offset();
                Optional<StoragePath> path = record.get().path();
                if (path.isPresent()) {
                    visit(path.get());
                }
            }
            // The last record is read again: its message, or its file, may not have been there yet
            journal.position(volume.id(), name, last);
        }
    }

    private void visit(StoragePath record) throws InterruptedException {
        String file = record.toPath();
        String leaf = file.substring(0, file.lastIndexOf('/'));
        for (Volume each : standardized) {
            if (Files.isDirectory(each.resolve(leaf))) {
                lanes.hot(Visit.toLeaf(each, leaf));
            }
        }
    }

    // ---- records are what is sent ----

    private void sendRecords(String name, Child file, boolean over) throws IOException, InterruptedException {
        long from = journal.position(volume.id(), name).orElse(0L);
        if (file.attributes().size() <= from) {
            return;
        }
        boolean whole = over || isQuiet(file);
        if (!hasGrown(name, file) && !whole) {
            return;
        }
        Gathering gathering = new Gathering(name);
        Optional<TransactionRecord> current;
        long end = from;
        try (InputStream in = open(file, from)) {
            TransactionStorage storage = new TransactionStorage(in, LARGEST_RECORD);
            current = storage.next();
            while (current.isPresent()) {
                Optional<TransactionRecord> next = storage.next();
                if (next.isEmpty() && !whole) {
                    break;
                }
                end = next.isPresent()
                        ? from + next.get().offset()
                        : file.attributes().size();
                gathering.add(current.get(), end);
                current = next;
            }
        }
        gathering.send();
    }

    /** Nothing was written for a while, and what was ends with a line. */
    private boolean isQuiet(Child file) throws IOException {
        Duration age = Duration.ofMillis(
                records.clock().millis() - file.attributes().lastModifiedTime().toMillis());
        return age.compareTo(records.quiet()) >= 0 && endsInLine(file);
    }

    private static boolean endsInLine(Child file) throws IOException {
        long size = Files.size(file.path());
        if (size == 0) {
            return false;
        }
        try (InputStream in = open(file, size - 1)) {
            int last = in.read();
            return last == '\r' || last == '\n';
        }
    }

    /** Records of one file, until there are enough for a batch. */
    private final class Gathering {
        private final String file;
        private final List<Outgoing> outgoing = new ArrayList<>();
        private final Set<String> paths = new HashSet<>();
        private long bytes;
        private long reached = -1;
        private boolean failed;

        Gathering(String file) {
            this.file = file;
        }

        void add(TransactionRecord record, long end) throws IOException, InterruptedException {
            Optional<StoragePath> path = record.path();
            if (path.isEmpty()) {
                records.ledger().count(Count.violation("RECORD_DAMAGED"), 1);
            } else {
                StoredName name = StoredName.of(path.get());
                Optional<SkipReason> skip =
                        records.rules().skip(name, records.refused().get());
                if (skip.isPresent()) {
                    records.ledger().skipped(skip.get());
                } else {
                    add(Outgoing.small(name, record.message()));
                }
            }
            reached = end;
        }

        private void add(Outgoing record) throws IOException, InterruptedException {
            boolean full = outgoing.size() >= records.limits().files()
                    || bytes + record.size() > records.limits().bytes();
            if (full || paths.contains(record.name().path())) {
                send();
            }
            outgoing.add(record);
            paths.add(record.name().path());
            bytes += record.size();
        }

        void send() throws IOException, InterruptedException {
            if (!outgoing.isEmpty()) {
                records.delivery().deliver(List.copyOf(outgoing), this::settled);
                outgoing.clear();
                paths.clear();
                bytes = 0;
            }
            if (failed) {
                throw new IOException("the server fails on records of the transaction storage");
            }
            if (reached >= 0) {
                records.ledger().write();
                journal.position(volume.id(), file, reached);
            }
        }

        private void settled(Settled settled) {
            records.ledger().settled(settled, false);
            failed |= settled.result() == Settled.Result.FAILED;
        }
    }

    @SuppressWarnings("resource") // closing the stream closes the channel
    private static InputStream open(Child file, long from) throws IOException {
        SeekableByteChannel channel = Files.newByteChannel(file.path());
        try {
            channel.position(from);
            return new BufferedInputStream(Channels.newInputStream(channel), 1 << 16);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }
}
