package org.tsumugi.server.store;

import java.util.UUID;
import org.tsumugi.hl7v2.storage.ConditionFlag;
import org.tsumugi.hl7v2.storage.StoragePath;
import org.tsumugi.server.journal.FileState;
import org.tsumugi.server.journal.KeyFile;

/**
 * A file whose storage key has something pending.
 *
 * @param receipt what logs name it by
 * @param path as received
 * @param keyFile what decides whether it is current
 * @param state before this unit
 * @param revision of the journal row that this unit saw
 * @param rejected whether what is made of it cannot be stored
 */
record UnitFile(UUID receipt, StoragePath path, KeyFile keyFile, FileState state, int revision, boolean rejected) {

    long fileId() {
        return keyFile.fileId();
    }

    /** The same path with the flag in effect. */
    static StoragePath withFlag(StoragePath path, ConditionFlag flag) {
        return new StoragePath(
                path.patientId(),
                path.careDate(),
                path.dataType(),
                path.orderNo(),
                path.transactionTime(),
                path.department(),
                flag,
                path.contradiction());
    }
}
