package org.tsumugi.upload.follow;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tsumugi.hl7v2.storage.StoragePath;
import org.tsumugi.hl7v2.storage.TransactionRecord;
import org.tsumugi.hl7v2.storage.TransactionStorage;
import org.tsumugi.upload.journal.Journal;
import org.tsumugi.upload.journal.Reading;

/**
 * The end of the transaction storage, where a hospital's system writes everything it does. Beside a standardized storage a record only
 * says where to look; without one the records are what is sent.
 */
final class TransactionTail {

    /** A larger one is a breach of the storage's rules: two of them have to fit into a small heap. */
    static final int LARGEST_RECORD = 16 << 20;

    private final Volume volume;
    private final List<Volume> standardized;
    private final Journal journal;
    private final Lanes lanes;
    private final TransactionRecords records;
    private final Map<String, Long> sizes = new HashMap<>();

    /** A file of the storage. */
    record TransactionFile(String name, Child file, boolean followedByNewer) {

        long size() {
            return file.attributes().size();
        }

        @SuppressWarnings("resource") // closing the stream closes the channel
        InputStream open(long from) throws IOException {
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

    /** @param records what sends them when there is no standardized storage */
    TransactionTail(
            Volume volume, List<Volume> standardized, Journal journal, Lanes lanes, TransactionRecords records) {
        this.volume = volume;
        this.standardized = List.copyOf(standardized);
        this.journal = journal;
        this.lanes = lanes;
        this.records = records;
    }

    /**
     * Reads what has been written since the last time.
     *
     * @return false when there is something that has to be waited for
     */
    boolean read() throws IOException, InterruptedException {
        List<Child> years = Child.of(volume.root()).stream()
                .filter(child -> child.isDirectory() && child.name().matches("\\d{4}"))
                .toList();
        boolean over = true;
        for (int i = 0; i < years.size(); i++) {
            boolean lastYear = i == years.size() - 1;
            // Beside a standardized storage the older files say nothing that a pass does not find
            if (standardized.isEmpty() || lastYear) {
                over &= read(years.get(i), lastYear);
            }
        }
        return over;
    }

    private boolean read(Child year, boolean lastYear) throws IOException, InterruptedException {
        List<Child> files = Child.of(year.path()).stream()
                .filter(file -> file.name().matches("TR_\\d{17}_\\d{1,10}\\.DAT"))
                .toList();
        boolean over = true;
        for (int i = 0; i < files.size(); i++) {
            boolean newest = lastYear && i == files.size() - 1;
            TransactionFile file =
                    new TransactionFile(year.name() + "/" + files.get(i).name(), files.get(i), !newest);
            if (standardized.isEmpty()) {
                over &= records.send(file);
            } else if (i >= files.size() - 2) {
                pointOut(file);
            }
        }
        return over;
    }

    private void pointOut(TransactionFile file) throws IOException, InterruptedException {
        if (sizes.getOrDefault(file.name(), Reading.NONE) == file.size()) {
            return;
        }
        Reading reading = journal.readings().of(volume.id(), file.name());
        try (InputStream in = file.open(reading.position())) {
            TransactionStorage storage = new TransactionStorage(in, LARGEST_RECORD);
            long last = reading.position();
            for (Optional<TransactionRecord> record = storage.next(); record.isPresent(); record = storage.next()) {
                last = reading.position() + record.get().offset();
                Optional<StoragePath> path = record.get().path();
                if (path.isPresent()) {
                    visit(path.get());
                }
            }
            // The last record is read again: its message, or its file, may not have been there yet
            journal.readings().remember(volume.id(), file.name(), reading.at(last));
        }
        sizes.put(file.name(), file.size());
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
}
