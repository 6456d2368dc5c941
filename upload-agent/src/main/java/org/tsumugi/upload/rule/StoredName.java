package org.tsumugi.upload.rule;

import org.tsumugi.hl7v2.storage.ExtendedStoragePath;
import org.tsumugi.hl7v2.storage.PatientFile;
import org.tsumugi.hl7v2.storage.StoragePath;
import org.tsumugi.hl7v2.storage.StoragePath.NotAStorageNameException;
import org.tsumugi.hl7v2.storage.TransactionStorageName;

/**
 * A file that may be sent, as its name says it.
 *
 * @param path where the server has it, below the facility
 * @param patientId 患者ID; empty for a file of the transaction storage, which holds many patients
 * @param careDate 診療日 {@code YYYYMMDD}, or {@code -}
 * @param type データ種別, for documents the local or else the standard code; {@code TR} for a file of the transaction storage
 * @param time 17 digits
 * @param flag コンディションフラグ
 * @param consistent whether folders and name say the same; a contradiction is sent, and a violation to report
 */
public record StoredName(
        Area area,
        String path,
        String patientId,
        String careDate,
        String type,
        String time,
        char flag,
        boolean consistent) {

    /** Type of the files of the transaction storage. */
    public static final String TRANSACTION_TYPE = "TR";

    /**
     * Reads a name.
     *
     * @param below path below the root of that storage, {@code /} between the parts
     * @throws NotAStorageNameException when the grammar does not have it
     */
    public static StoredName parse(Area area, String below) throws NotAStorageNameException {
        return switch (area) {
            case STANDARDIZED -> {
                StoragePath name = StoragePath.parse(below);
                yield of(area, below, name, name.dataType().folder());
            }
            case EXTENDED -> {
                ExtendedStoragePath name = ExtendedStoragePath.parse(below);
                String code = name.type().localCode().isEmpty()
                        ? name.type().standardCode()
                        : name.type().localCode();
                yield of(area, below, name, code.isEmpty() ? "EXTENDED" : code);
            }
            case TRANSACTION -> {
                TransactionStorageName name = TransactionStorageName.parse(below);
                yield new StoredName(area, area.prefix() + below, "", "-", TRANSACTION_TYPE, name.time(), '1', true);
            }
        };
    }

    /** The file of the standardized storage that a record of the transaction storage became. */
    public static StoredName of(StoragePath record) {
        return of(Area.STANDARDIZED, record.toPath(), record, record.dataType().folder());
    }

    private static StoredName of(Area area, String below, PatientFile name, String type) {
        return new StoredName(
                area,
                area.prefix() + below,
                name.patientId(),
                name.careDate(),
                type,
                name.sortableTime(),
                name.flag().digit(),
                name.contradiction().isEmpty());
    }
}
