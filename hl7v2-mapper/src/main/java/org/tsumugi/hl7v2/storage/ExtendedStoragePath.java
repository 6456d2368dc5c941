package org.tsumugi.hl7v2.storage;

import java.util.List;
import java.util.Optional;
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
 * @param typeFolder データ種別フォルダ, such as {@code ^退院サマリ^^18842-5^退院時サマリー^LN}
 * @param contentFolder コンテンツフォルダ, flag included
 * @param flag コンディションフラグ of the content folder
 * @param file the file's path inside the content folder
 * @param contradiction what in the folders contradicts the content folder's name, in words without any value; empty when it is
 *     consistent
 */
public record ExtendedStoragePath(
        String patientId,
        String careDate,
        String typeFolder,
        String contentFolder,
        ConditionFlag flag,
        String file,
        Optional<String> contradiction) {

    private static final Pattern CONTENT =
            Pattern.compile("([0-9A-Za-z-]{1,15})_(\\d{8}|-)_(?:.+_)?\\d{12,17}(?:_(?:[0-9A-Za-z]{1,5}|-))?_([012])");
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
        var content = CONTENT.matcher(parts.get(5));
        if (!content.matches()) {
            throw new NotAStorageNameException("the content folder is not the name of an SS-MIX2 content folder");
        }
        String patientId = content.group(1);
        boolean consistent = parts.get(2).equals(patientId)
                && parts.get(3).equals(content.group(2))
                && StoragePathParser.isLevel(parts.get(0), patientId, 0)
                && StoragePathParser.isLevel(parts.get(1), patientId, 3);
        return new ExtendedStoragePath(
                patientId,
                content.group(2),
                parts.get(4),
                parts.get(5),
                ConditionFlag.of(content.group(3).charAt(0)),
                String.join("/", parts.subList(FOLDERS, parts.size())),
                consistent ? Optional.empty() : Optional.of("the folders contradict the name of the content folder"));
    }

    private static boolean isNoName(String part) {
        return part.isEmpty()
                || part.equals(".")
                || part.equals("..")
                || part.chars().anyMatch(c -> c < ' ');
    }
}
