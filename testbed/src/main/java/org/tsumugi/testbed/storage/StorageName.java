package org.tsumugi.testbed.storage;

import java.time.LocalDateTime;
import org.tsumugi.testbed.draw.Digits;

/**
 * The seven parts of a storage file's name (SS-MIX2 guideline 1.2g).
 *
 * @param patientNumber 患者ID
 * @param careDate 診療日 {@code YYYYMMDD} or {@code -}
 * @param dataType データ種別, such as {@code OML-11}
 * @param orderNumber オーダNo, 15 digits
 * @param sentAt 発生日時
 * @param department 診療科コード or {@code -}
 */
public record StorageName(
        String patientNumber,
        String careDate,
        String dataType,
        String orderNumber,
        LocalDateTime sentAt,
        String department) {

    /** Order number of the types that have none. */
    public static final String NO_ORDER = "999999999999999";

    /** Care date of the types that have none. */
    public static final String NO_DATE = "-";

    private static final long NANOS_PER_MILLI = 1_000_000L;

    /** What a newer file replaces. */
    String key() {
        return String.join("_", patientNumber, careDate, dataType, orderNumber);
    }

    /** The path below the facility's root with this condition flag. */
    String path(Flag flag) {
        String file = String.join("_", key(), stamp(sentAt), department, String.valueOf(flag.digit()));
        return String.join("/", patientFolder(patientNumber), careDate, dataType, file);
    }

    /** The three folders of a patient. */
    static String patientFolder(String patientNumber) {
        return String.join("/", patientNumber.substring(0, 3), patientNumber.substring(3, 6), patientNumber);
    }

    /** A time as 17 digits. */
    static String stamp(LocalDateTime time) {
        return Digits.pad(time.getYear(), 4)
                + Digits.pad(time.getMonthValue(), 2)
                + Digits.pad(time.getDayOfMonth(), 2)
                + Digits.pad(time.getHour(), 2)
                + Digits.pad(time.getMinute(), 2)
                + Digits.pad(time.getSecond(), 2)
                + Digits.pad(time.getNano() / NANOS_PER_MILLI, 3);
    }
}
