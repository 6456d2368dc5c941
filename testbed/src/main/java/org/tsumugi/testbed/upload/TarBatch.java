package org.tsumugi.testbed.upload;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Some files on their way to the server. */
record TarBatch(List<Entry> entries) {

    TarBatch {
        entries = List.copyOf(entries);
    }

    /** One file: path below the facility's root, and its bytes. */
    @SuppressWarnings("ArrayRecordComponent") // read once from disk, sent, never compared
    record Entry(String path, byte[] content) {}

    byte[] tar() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, StandardCharsets.UTF_8.name())) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (Entry entry : entries) {
                TarArchiveEntry header = new TarArchiveEntry(entry.path());
                header.setSize(entry.content().length);
                header.setModTime(0L);
                tar.putArchiveEntry(header);
                tar.write(entry.content());
                tar.closeArchiveEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Both halves, for a server that finds the whole too large. */
    List<TarBatch> halves() {
        int middle = entries.size() / 2;
        return List.of(new TarBatch(entries.subList(0, middle)), new TarBatch(entries.subList(middle, entries.size())));
    }

    /** Collects files until a batch is full. */
    static final class Collector {
        private final int mostFiles;
        private final long mostBytes;
        private List<Entry> entries = new ArrayList<>();
        private long bytes;

        Collector(int mostFiles, long mostBytes) {
            this.mostFiles = mostFiles;
            this.mostBytes = mostBytes;
        }

        void add(Entry entry) {
            entries.add(entry);
            bytes += entry.content().length;
        }

        boolean isFull() {
            return entries.size() >= mostFiles || bytes >= mostBytes;
        }

        boolean isEmpty() {
            return entries.isEmpty();
        }

        TarBatch take() {
            TarBatch batch = new TarBatch(entries);
            entries = new ArrayList<>();
            bytes = 0;
            return batch;
        }
    }
}
