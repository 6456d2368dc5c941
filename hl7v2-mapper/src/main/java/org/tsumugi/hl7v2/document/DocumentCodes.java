package org.tsumugi.hl7v2.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Coding;

/** The resource {@code document-codes.tsv}: the codes of JP Core's JP_DocumentCodes_CS, which are LOINC codes but for a few. */
final class DocumentCodes {

    static final String SYSTEM = "http://jpfhir.jp/fhir/core/CodeSystem/JP_DocumentCodes_CS";

    private static final Map<String, Row> ROWS = rows();

    private record Row(String display, String parent) {}

    private DocumentCodes() {}

    /** The document code, when it is one of JP Core's. */
    static Optional<Coding> coding(String code) {
        return Optional.ofNullable(ROWS.get(code)).map(row -> new Coding(SYSTEM, code, row.display()));
    }

    /** The kind of document that JP Core lists the code under, such as 要約 for 退院時サマリ. */
    static Optional<Coding> kind(String code) {
        return Optional.ofNullable(ROWS.get(code))
                .flatMap(row -> coding(row.parent().isEmpty() ? code : row.parent()));
    }

    private static Map<String, Row> rows() {
        Map<String, Row> rows = new HashMap<>();
        try (InputStream in = DocumentCodes.class.getResourceAsStream("document-codes.tsv")) {
            if (in == null) {
                throw new IllegalStateException("document-codes.tsv is missing");
            }
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .forEach(cells -> rows.put(cells[0], new Row(cells[1], cells[2])));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.copyOf(rows);
    }
}
