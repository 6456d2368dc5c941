package org.tsumugi.testbed.storage;

import java.time.LocalDateTime;

/**
 * A content folder of the extended storage.
 *
 * @param patientNumber 患者ID
 * @param careDate 診療日 {@code YYYYMMDD}
 * @param typeFolder データ種別フォルダ: local code, name and table, standard code, name and table, parted by {@code ^}. In ASCII,
 *     because a JVM in a C locale cannot write other names of folders
 * @param key 特定キー
 * @param createdAt 発生日時
 * @param department 診療科コード
 */
public record ContentName(
        String patientNumber,
        String careDate,
        String typeFolder,
        String key,
        LocalDateTime createdAt,
        String department) {

    /** A file in this folder, with a flag that says whether the document still holds. */
    public StorageFile file(Flag flag, String name, byte[] content) {
        String folder = String.join(
                "_",
                patientNumber,
                careDate,
                typeFolder,
                key,
                StorageName.stamp(createdAt),
                department,
                String.valueOf(flag.digit()));
        String path = String.join(
                "/", "extended", StorageName.patientFolder(patientNumber), careDate, typeFolder, folder, name);
        return new StorageFile(path, content);
    }
}
