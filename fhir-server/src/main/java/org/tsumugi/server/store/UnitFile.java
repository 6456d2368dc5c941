package org.tsumugi.server.store;

import java.util.UUID;
import org.tsumugi.hl7v2.storage.PatientFile;
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
record UnitFile(UUID receipt, PatientFile path, KeyFile keyFile, FileState state, int revision, boolean rejected) {

    long fileId() {
        return keyFile.fileId();
    }
}
