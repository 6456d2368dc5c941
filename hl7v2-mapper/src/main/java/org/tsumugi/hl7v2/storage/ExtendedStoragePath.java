package org.tsumugi.hl7v2.storage;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tsumugi.hl7v2.storage.StoragePath.NotAStorageNameException;

/**
 * A file of the extended storage (拡張ストレージ), below its root:
 * {@code <PID[0:3]>/<PID[3:6]>/<PID>/<診療日>/<データ種別フォルダ>/<コンテンツフォルダ>/<file>}. The content folder is named
 * {@code 患者ID_診療日_データ種別コード_特定キー_発生日時_診療科コード_コンディションフラグ}; real ones lack the department and carry a type
 * with {@code ^} in it, so the name is read from both ends.
 *
 * @param patientId 患者ID
 * @param careDate 診療日 {@code YYYYMMDD}, or {@code -}
 * @param type データ種別フォルダ, such as {@code ^退院サマリ^^18842-5^退院時サマリー^LN}
 * @param specificKey 特定キー, which tells apart the documents of one type and day; may be empty
 * @param transactionTime 発生日時 as in the name, 12 to 17 digits
 * @param department 診療科コード, or {@code -} where there is none
 * @param flag コンディションフラグ of the content folder
 * @param contentFolder コンテンツフォルダ, flag included
 * @param file the file's path inside the content folder
 * @param contradiction what in the folders contradicts the content folder's name, in words without any value; empty when it is
 *     consistent
 */
public record ExtendedStoragePath(
        String patientId,
        String careDate,
        DocumentType type,
        String specificKey,
        String transactionTime,
        String department,
        ConditionFlag flag,
        String contentFolder,
        String file,
        Optional<String> contradiction)
        implements PatientFile {

    private static final Pattern CONTENT =
            Pattern.compile("(?<patient>[0-9A-Za-z-]{1,15})_(?<date>\\d{8}|-)(?:_(?<middle>.+))?"
                    + "_(?<time>\\d{12,17})(?:_(?<department>[0-9A-Za-z]{1,5}|-))?_(?<flag>[012])");
    private static final int FOLDERS = 6;

    /**
     * Reads a path with {@code /} as separator and no leading one.
     *
     * @throws NotAStorageNameException when it is not a name of the extended storage; the message says why, without any value
     */
    public static ExtendedStoragePath parse(String path) throws NotAStorageNameException {
        List<String> parts = List.of(path.split("/", -1));
        if (parts.size() <= FOLDERS || parts.stream().anyMatch(ExtendedStoragePath::isNoName)) {
            throw new NotAStorageNameException("a file of the extended storage lies six folders below its root");
        }
        Matcher content = CONTENT.matcher(parts.get(5));
        if (!content.matches()) {
            throw new NotAStorageNameException("the content folder is not the name of an SS-MIX2 content folder");
        }
        String patientId = content.group("patient");
        String department = content.group("department");
        String middle = content.group("middle");
        DocumentType type = DocumentType.of(parts.get(4));
        return new ExtendedStoragePath(
                patientId,
                content.group("date"),
                type,
                middle == null ? "" : specificKey(middle, type),
                content.group("time"),
                department == null ? "-" : department,
                ConditionFlag.of(content.group("flag").charAt(0)),
                parts.get(5),
                String.join("/", parts.subList(FOLDERS, parts.size())),
                contradiction(parts, patientId, content.group("date")));
    }

    /** What stands behind the type: the name of its folder, one of its codes, or whatever comes before the first {@code _}. */
    private static String specificKey(String typeAndKey, DocumentType type) {
        for (String code : List.of(type.folder(), type.localCode(), type.standardCode())) {
            if (!code.isEmpty() && (typeAndKey.equals(code) || typeAndKey.startsWith(code + "_"))) {
                return typeAndKey.substring(Math.min(typeAndKey.length(), code.length() + 1));
            }
        }
        return typeAndKey.substring(typeAndKey.indexOf('_') < 0 ? typeAndKey.length() : typeAndKey.indexOf('_') + 1);
    }

    private static Optional<String> contradiction(List<String> folders, String patientId, String careDate) {
        boolean consistent = folders.get(2).equals(patientId)
                && folders.get(3).equals(careDate)
                && StoragePathParser.isLevel(folders.get(0), patientId, 0)
                && StoragePathParser.isLevel(folders.get(1), patientId, 3);
        return consistent ? Optional.empty() : Optional.of("the folders contradict the name of the content folder");
    }

    private static boolean isNoName(String part) {
        return part.isEmpty()
                || part.equals(".")
                || part.equals("..")
                || part.chars().anyMatch(c -> c < ' ');
    }

    /**
     * Patient, date, type folder and 特定キー. The folder's whole name counts, not its code alone: several local documents share a
     * standard code, and only a new version of the same document may replace it.
     */
    @Override
    public String storageKey() {
        return String.join("/", "extended", patientId, careDate, type.folder(), specificKey);
    }

    /** The content folder without its flag, which the sender renames as a whole. */
    @Override
    public String version() {
        return type.folder() + "/" + contentFolder.substring(0, contentFolder.length() - 2);
    }

    @Override
    public ExtendedStoragePath withFlag(ConditionFlag other) {
        return new ExtendedStoragePath(
                patientId,
                careDate,
                type,
                specificKey,
                transactionTime,
                department,
                other,
                contentFolder.substring(0, contentFolder.length() - 1) + other.digit(),
                file,
                contradiction);
    }
}
