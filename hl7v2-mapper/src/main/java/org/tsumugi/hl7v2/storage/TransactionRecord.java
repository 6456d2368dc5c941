package org.tsumugi.hl7v2.storage;

import java.util.Optional;

/**
 * One record of a transaction storage file.
 *
 * @param offset where in the file it begins, in bytes
 * @param facility 医療施設ID of its header; empty when the header cannot be read
 * @param path the file of the standardized storage that the record became there: flag 1 for INS, flag 0 for DEL; empty when it
 *     is not known
 * @param message the bytes of that file
 * @param problem why there is no path, in words without any value; empty when there is one
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record TransactionRecord(
        long offset, String facility, Optional<StoragePath> path, byte[] message, String problem) {

    static TransactionRecord damaged(long offset, String facility, String problem) {
        return new TransactionRecord(offset, facility, Optional.empty(), new byte[0], problem);
    }
}
