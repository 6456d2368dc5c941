package org.tsumugi.server.store;

import java.util.List;
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

    /** Files with an equal one are settled together. */
    List<String> key() {
        return List.of(path.patientId(), path.storageKey());
    }

    long fileId() {
        return keyFile.fileId();
    }
}
