package org.tsumugi.upload.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What is known of one file of a directory.
 *
 * @param identity of its name in the directory, flag apart
 * @param flag コンディションフラグ
 * @param size bytes
 * @param mtimeNanos when it was last written, as the file system says
 * @param sinceMillis when it was first seen with this size and this mtime
 */
public record FileEntry(long identity, char flag, FileStatus status, long size, long mtimeNanos, long sinceMillis) {

    /** 64 bits of a name: enough to tell apart the files of one directory. */
    public static long identityOf(String nameWithoutFlag) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(nameWithoutFlag.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(hash).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether these are still the bytes we know. */
    public boolean isUnchanged(long otherSize, long otherMtimeNanos) {
        return size == otherSize && mtimeNanos == otherMtimeNanos;
    }

    /** Whether it is known and not sent. */
    public boolean isWaiting() {
        return status == FileStatus.UNSETTLED || status == FileStatus.FAILED;
    }

    /** Whether the server has said what it makes of it, for good. */
    public boolean isAnswered() {
        return status == FileStatus.ACKNOWLEDGED || status == FileStatus.REFUSED;
    }

    /** The same when it has to be sent, whatever was said of it before. */
    FileEntry waitingSince(long millis) {
        return new FileEntry(identity, flag, FileStatus.UNSETTLED, size, mtimeNanos, millis);
    }

    /** The same file after something happened to it. */
    public FileEntry with(FileStatus other) {
        return new FileEntry(identity, flag, other, size, mtimeNanos, sinceMillis);
    }
}
