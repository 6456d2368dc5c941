package org.tsumugi.upload.journal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What is known of one directory.
 *
 * @param volume number of the storage root it lies in
 * @param path below that root, {@code /} between the parts
 * @param mtimeNanos of the directory when it was listed; negative when it cannot tell whether something changed
 * @param lookedNanos when it was listed, on the wall clock
 */
public record DirectoryRow(int volume, String path, long mtimeNanos, long lookedNanos, List<FileEntry> entries) {

    /** No directory time to trust. */
    public static final long UNKNOWN = -1;

    /** Coarsest clock of a file system (FAT): what was written that close to a look may have the same time as what was seen. */
    private static final long RACY_NANOS = 2_000_000_000L;

    /**
     * Appending to a file changes the file's time and not its folder's. A system that pauses in the middle of a file goes on within
     * that time; what goes on later is found by a pass over every file.
     */
    private static final long YOUNG_NANOS = TimeUnit.HOURS.toNanos(1);

    public DirectoryRow {
        entries = List.copyOf(entries);
    }

    /** Whether a directory with this mtime holds what it held. */
    public boolean isClean(long nowMtimeNanos) {
        return mtimeNanos != UNKNOWN
                && mtimeNanos == nowMtimeNanos
                && lookedNanos - mtimeNanos > RACY_NANOS
                && !isYoung()
                && !isDirty();
    }

    /** Whether it has to be looked at again although nothing seems to have changed. */
    public boolean isDirty() {
        return waiting() > 0;
    }

    /** Whether one of its files had been written shortly before the look, and may have gone on since. */
    public boolean isYoung() {
        return entries.stream().anyMatch(entry -> lookedNanos - entry.mtimeNanos() < YOUNG_NANOS);
    }

    /** How many of its files are known and not sent. */
    int waiting() {
        return (int) entries.stream().filter(FileEntry::isWaiting).count();
    }

    /** Since when the first of them has waited; 0 when none does. */
    long waitingSinceMillis() {
        return entries.stream()
                .filter(FileEntry::isWaiting)
                .mapToLong(FileEntry::sinceMillis)
                .filter(since -> since > 0)
                .min()
                .orElse(0);
    }

    /**
     * The same when it is not there: there is nothing to wait for, and what was sent stays known.
     *
     * @param nowNanos on the wall clock
     */
    public DirectoryRow whenGone(long nowNanos) {
        return new DirectoryRow(
                volume,
                path,
                UNKNOWN,
                nowNanos,
                entries.stream().filter(entry -> !entry.isWaiting()).toList());
    }

    /** The same when everything in it is now known under another name. */
    public DirectoryRow left(long nowNanos) {
        return new DirectoryRow(volume, path, UNKNOWN, nowNanos, List.of());
    }

    /** Whether nothing of it is left. */
    public boolean isLeft() {
        return mtimeNanos == UNKNOWN && entries.isEmpty();
    }

    /** The same when it is not known any more whether the files that were kept back may be sent. */
    public DirectoryRow withSkippedWaiting() {
        return hasSkipped()
                ? new DirectoryRow(
                        volume,
                        path,
                        UNKNOWN,
                        lookedNanos,
                        entries.stream()
                                .map(entry ->
                                        entry.status() == FileStatus.SKIPPED ? entry.with(FileStatus.UNSETTLED) : entry)
                                .toList())
                : this;
    }

    /** The same when these of its files have to be sent, whatever was said of them before. */
    public DirectoryRow withWaiting(Collection<FileEntry> some, long nowMillis) {
        return new DirectoryRow(
                volume,
                path,
                UNKNOWN,
                lookedNanos,
                entries.stream()
                        .map(entry -> some.contains(entry) ? entry.waitingSince(nowMillis) : entry)
                        .toList());
    }

    boolean hasSkipped() {
        return entries.stream().anyMatch(entry -> entry.status() == FileStatus.SKIPPED);
    }

    byte[] encodedEntries() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(entries.size() * 34);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (FileEntry entry : entries) {
                out.writeLong(entry.identity());
                out.writeByte(entry.flag());
                out.writeByte(entry.status().code());
                out.writeLong(entry.size());
                out.writeLong(entry.mtimeNanos());
                out.writeLong(entry.isWaiting() ? entry.sinceMillis() : 0);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static List<FileEntry> decodedEntries(byte[] bytes) {
        List<FileEntry> entries = new ArrayList<>();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            while (in.available() > 0) {
                entries.add(new FileEntry(
                        in.readLong(),
                        (char) in.readUnsignedByte(),
                        FileStatus.of((char) in.readUnsignedByte()),
                        in.readLong(),
                        in.readLong(),
                        in.readLong()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return entries;
    }
}
