package org.tsumugi.hl7v2.storage;

import java.util.Optional;

/**
 * A file of the standardized storage, named by its path below the facility's root folder:
 * {@code <PID[0:3]>/<PID[3:6]>/<PID>/<診療日 or ->/<データ種別>/<file>} with the file name
 * {@code 患者ID_診療日_データ種別_オーダNo_発生日時_診療科コード_コンディションフラグ}.
 *
 * @param patientId 患者ID, 1 to 15 characters
 * @param careDate 診療日 {@code YYYYMMDD}, or {@code -} for types that have none
 * @param dataType データ種別
 * @param orderNo オーダNo, {@code 999999999999999} where there is none
 * @param transactionTime 発生日時 as in the name, 12 to 17 digits
 * @param department 診療科コード, or {@code -}
 * @param flag コンディションフラグ
 * @param contradiction what in the path contradicts the file name, in words without any value; empty when it is consistent
 */
public record StoragePath(
        String patientId,
        String careDate,
        DataType dataType,
        String orderNo,
        String transactionTime,
        String department,
        ConditionFlag flag,
        Optional<String> contradiction)
        implements PatientFile {

    /** Thrown for text that is not the name of a storage file at all. */
    public static final class NotAStorageNameException extends Exception {
        private static final long serialVersionUID = 1L;

        NotAStorageNameException(String why) {
            super(why);
        }
    }

    /**
     * Reads a path below the facility's root folder, with {@code /} as separator and no leading one.
     *
     * @throws NotAStorageNameException when the text is not a storage name; the message says why, without any value
     */
    public static StoragePath parse(String path) throws NotAStorageNameException {
        return StoragePathParser.parse(path);
    }

    /** Whether the sender gave an order number; all nines stand for none. */
    public boolean hasOrderNo() {
        return !orderNo.matches("9{15}");
    }

    /** The file name without the condition flag: what stays the same when a sender renames the file. */
    public String nameWithoutFlag() {
        return String.join("_", storageKey(), transactionTime, department);
    }

    /** Patient, date, type and order number. */
    @Override
    public String storageKey() {
        return String.join("_", patientId, careDate, dataType.folder(), orderNo);
    }

    @Override
    public String version() {
        return nameWithoutFlag();
    }

    @Override
    public StoragePath withFlag(ConditionFlag other) {
        return new StoragePath(
                patientId, careDate, dataType, orderNo, transactionTime, department, other, contradiction);
    }

    /** The canonical path of this file, with folders derived from the name. */
    public String toPath() {
        return String.join(
                "/",
                StoragePathParser.level(patientId, 0),
                StoragePathParser.level(patientId, 3),
                patientId,
                careDate,
                dataType.folder(),
                nameWithoutFlag() + "_" + flag.digit());
    }
}
