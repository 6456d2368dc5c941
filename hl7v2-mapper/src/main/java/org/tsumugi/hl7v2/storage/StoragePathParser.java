package org.tsumugi.hl7v2.storage;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tsumugi.hl7v2.storage.StoragePath.NotAStorageNameException;

/** Reads the path of a standardized-storage file; see {@link StoragePath}. */
final class StoragePathParser {

    private static final Pattern NAME = Pattern.compile(
            "(?<patient>[0-9A-Za-z-]{1,15})_(?<date>\\d{8}|-)_(?<type>[A-Z]{3}(?:-\\d{2})?)"
                    + "_(?<order>[0-9A-Za-z]{1,22})_(?<time>\\d{12,17})_(?<department>[0-9A-Za-z]{1,5}|-)_(?<flag>[012])");
    private static final int FOLDERS = 5;

    private StoragePathParser() {}

    static StoragePath parse(String path) throws NotAStorageNameException {
        String[] parts = path.split("/", -1);
        if (parts.length != FOLDERS + 1) {
            throw new NotAStorageNameException("a storage file lies exactly five folders below the facility's root");
        }
        Matcher name = NAME.matcher(parts[FOLDERS]);
        if (!name.matches()) {
            throw new NotAStorageNameException("the file name is not the seven parts of an SS-MIX2 storage name");
        }
        DataType type = DataType.ofFolder(name.group("type"))
                .orElseThrow(
                        () -> new NotAStorageNameException("the data type is not one of the standardized storage"));
        StoragePath read = new StoragePath(
                name.group("patient"),
                name.group("date"),
                type,
                name.group("order"),
                name.group("time"),
                name.group("department"),
                ConditionFlag.of(name.group("flag").charAt(0)),
                Optional.empty());
        return contradiction(parts, read)
                .map(what -> withContradiction(read, what))
                .orElse(read);
    }

    private static Optional<String> contradiction(String[] folders, StoragePath read) {
        if (!folders[2].equals(read.patientId())) {
            return Optional.of("the patient folder differs from the patient ID of the file name");
        }
        if (!isLevel(folders[0], read.patientId(), 0) || !isLevel(folders[1], read.patientId(), 3)) {
            return Optional.of("the first two folders are not the leading characters of the patient ID");
        }
        if (!folders[3].equals(read.careDate())) {
            return Optional.of("the date folder differs from the date of the file name");
        }
        if (!folders[4].equals(read.dataType().folder())) {
            return Optional.of("the data type folder differs from the data type of the file name");
        }
        if (read.dataType().isDated() == read.careDate().equals("-")) {
            return Optional.of("the data type and the presence of a date contradict each other");
        }
        if (!read.careDate().equals("-") && !isDate(read.careDate())) {
            return Optional.of("the date is not a day of the calendar");
        }
        return Optional.empty();
    }

    static boolean isLevel(String folder, String patientId, int from) {
        String plain = patientId.substring(Math.min(from, patientId.length()), Math.min(from + 3, patientId.length()));
        return folder.equals(plain) || folder.equals(level(patientId, from));
    }

    /** Three characters of the patient ID; IDs under six characters are padded with zeros on the left to find them. */
    static String level(String patientId, int from) {
        String padded = patientId.length() < 6 ? "0".repeat(6 - patientId.length()) + patientId : patientId;
        return padded.substring(from, from + 3);
    }

    private static boolean isDate(String yyyymmdd) {
        try {
            LocalDate.parse(yyyymmdd, DateTimeFormatter.BASIC_ISO_DATE);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static StoragePath withContradiction(StoragePath path, String what) {
        return new StoragePath(
                path.patientId(),
                path.careDate(),
                path.dataType(),
                path.orderNo(),
                path.transactionTime(),
                path.department(),
                path.flag(),
                Optional.of(what));
    }
}
