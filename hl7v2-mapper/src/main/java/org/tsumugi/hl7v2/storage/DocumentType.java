package org.tsumugi.hl7v2.storage;

import java.util.List;

/**
 * データ種別フォルダ of the extended storage:
 * {@code ローカル文書コード^ローカル文書名称^ローカルコード体系^標準文書コード^標準文書名称^標準コード体系}. Any part may be empty or, from the right,
 * missing; a name without {@code ^} is a local code.
 *
 * @param folder the name as it is
 * @param localCode ローカル文書コード
 * @param localName ローカル文書名称
 * @param localSystem ローカルコード体系
 * @param standardCode 標準文書コード
 * @param standardName 標準文書名称
 * @param standardSystem 標準コード体系, {@code LN} for LOINC
 */
public record DocumentType(
        String folder,
        String localCode,
        String localName,
        String localSystem,
        String standardCode,
        String standardName,
        String standardSystem) {

    /** Reads the name of a folder. */
    public static DocumentType of(String folder) {
        List<String> parts = List.of(folder.split("\\^", -1));
        return new DocumentType(
                folder, part(parts, 0), part(parts, 1), part(parts, 2), part(parts, 3), part(parts, 4), part(parts, 5));
    }

    private static String part(List<String> parts, int index) {
        return index < parts.size() ? parts.get(index).strip() : "";
    }

    /** What people call it: the local name, else the standard one, else the local code, else the folder. */
    public String name() {
        return List.of(localName, standardName, localCode, folder).stream()
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse(folder);
    }
}
