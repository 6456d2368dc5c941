package org.tsumugi.hl7v2.storage;

import java.util.regex.Pattern;
import org.tsumugi.hl7v2.storage.StoragePath.NotAStorageNameException;

/**
 * A file of the transaction storage (トランザクションストレージ), below its root: {@code <year>/TR_YYYYMMDDHHMMSSFFF_nnnnn.DAT}. Such a
 * file holds messages of many patients, so its name has neither a patient nor a flag.
 *
 * @param year the folder
 * @param time when the file was begun, 17 digits
 * @param sequence the number after it
 */
public record TransactionStorageName(String year, String time, String sequence) {

    private static final Pattern NAME = Pattern.compile("(\\d{4})/TR_(\\d{17})_(\\d{1,10})\\.DAT");

    /**
     * Reads a path with {@code /} as separator and no leading one.
     *
     * @throws NotAStorageNameException when it is not a name of the transaction storage
     */
    public static TransactionStorageName parse(String path) throws NotAStorageNameException {
        var name = NAME.matcher(path);
        if (!name.matches()) {
            throw new NotAStorageNameException("not <year>/TR_<17 digits>_<number>.DAT");
        }
        return new TransactionStorageName(name.group(1), name.group(2), name.group(3));
    }
}
