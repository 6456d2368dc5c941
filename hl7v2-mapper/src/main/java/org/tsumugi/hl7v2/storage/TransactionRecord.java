package org.tsumugi.hl7v2.storage;

import java.util.Arrays;
import java.util.Optional;

/**
 * One record of a transaction storage file.
 *
 * @param offset where in the file it begins, in bytes
 * @param facility 医療施設ID of its header; empty when the header cannot be read
 * @param path the file of the standardized storage that the record became there: flag 1 for INS, flag 0 for DEL; empty when it
 *     is not known
 * @param messageOffset where in the file its message begins, in bytes
 * @param message the bytes of that file
 * @param problem why there is no path, in words without any value; empty when there is one
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record TransactionRecord(
        long offset, String facility, Optional<StoragePath> path, long messageOffset, byte[] message, String problem) {

    /**
     * What this record's message was when the file ended at the given offset, because the hospital's system had not written more
     * yet; empty when the file had then nothing of it, or all.
     */
    public Optional<byte[]> messageWhenFileEndedAt(long end) {
        long length = Math.max(0, end - messageOffset);
        return end > offset && length < message.length
                ? Optional.of(Arrays.copyOf(message, (int) length))
                : Optional.empty();
    }

    static TransactionRecord damaged(long offset, String facility, String problem) {
        return new TransactionRecord(offset, facility, Optional.empty(), offset, new byte[0], problem);
    }
}
