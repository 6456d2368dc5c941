package org.tsumugi.hl7v2.storage;

import java.util.Optional;

/**
 * A file of one patient, named by its path: what the names of the standardized and of the extended storage, and those that messages of
 * an identity feed are given, have in common.
 */
public sealed interface PatientFile permits StoragePath, ExtendedStoragePath, IdentityFeedPath {

    /** 患者ID. */
    String patientId();

    /** 診療日 {@code YYYYMMDD}, or {@code -}. */
    String careDate();

    /** 発生日時 as in the name, 12 to 17 digits. */
    String transactionTime();

    /** 診療科コード, or {@code -}. */
    String department();

    /** コンディションフラグ. */
    ConditionFlag flag();

    /** What in the path contradicts the name, in words without any value; empty when it is consistent. */
    Optional<String> contradiction();

    /** The key under which at most one version is current. Keys of two storages are never equal. */
    String storageKey();

    /**
     * What stays the same when the sender changes the flag, which is the name of a file in the standardized storage and of a
     * folder in the extended one: all files of that folder have one version, and one flag.
     */
    String version();

    /** The same file under another flag. */
    PatientFile withFlag(ConditionFlag flag);

    /** 発生日時 padded with zeros to 17 digits, so that times of any precision compare as text. */
    default String sortableTime() {
        return transactionTime() + "0".repeat(17 - transactionTime().length());
    }
}
