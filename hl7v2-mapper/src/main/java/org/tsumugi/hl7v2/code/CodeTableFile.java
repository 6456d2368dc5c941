package org.tsumugi.hl7v2.code;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.tsumugi.hl7v2.MapperSettings.Systems;

/**
 * The resources {@code code-systems.tsv} (table name, system in both generations, format of a code), {@code hl7-tables.tsv} (the
 * codes of the HL7 tables as FHIR publishes them) and {@code ucum-units.txt}.
 */
final class CodeTableFile {

    private static final Map<String, Row> ROWS = rows();
    private static final Set<String> UCUM = lines("ucum-units.txt").stream().collect(Collectors.toUnmodifiableSet());

    private static final Map<String, Set<String>> HL7_TABLES = lines("hl7-tables.tsv").stream()
            .map(line -> line.split("\t"))
            .collect(Collectors.toUnmodifiableMap(
                    cells -> cells[0], cells -> Arrays.stream(cells).skip(1).collect(Collectors.toUnmodifiableSet())));

    private CodeTableFile() {}

    record Row(String oidSystem, String urlSystem, Optional<Pattern> format) {
        String system(Systems generation) {
            return generation == Systems.OID ? oidSystem : urlSystem;
        }
    }

    static Optional<Row> row(String table, String meaning) {
        Row special = meaning.isEmpty() ? null : ROWS.get(table + "/" + meaning);
        return Optional.ofNullable(special == null ? ROWS.get(table) : special);
    }

    /** The codes of an HL7 table, such as {@code HL70203}; empty when FHIR has no such code system. */
    static Optional<Set<String>> codes(String hl7Table) {
        return Optional.ofNullable(HL7_TABLES.get(hl7Table));
    }

    static Map<String, Set<String>> hl7Tables() {
        return HL7_TABLES;
    }

    static boolean isUcum(String unit) {
        return UCUM.contains(unit);
    }

    private static Map<String, Row> rows() {
        Map<String, Row> rows = new HashMap<>();
        Map<String, String> aliases = new HashMap<>();
        for (String line : lines("code-systems.tsv")) {
            String[] cells = line.split("\t", -1);
            if (cells.length == 2 && cells[1].startsWith("=")) {
                aliases.put(cells[0], cells[1].substring(1));
            } else if (cells.length == 4) {
                if (rows.put(cells[0], new Row(cells[1], cells[2], format(cells[3]))) != null) {
                    throw new IllegalStateException("code-systems.tsv: two rows of " + cells[0]);
                }
            } else {
                throw new IllegalStateException("code-systems.tsv: a row has four cells, or a name and =alias");
            }
        }
        aliases.forEach((alias, name) -> rows.put(alias, rows.get(name)));
        return Map.copyOf(rows);
    }

    private static Optional<Pattern> format(String cell) {
        return cell.equals("-") ? Optional.empty() : Optional.of(Pattern.compile(cell));
    }

    private static List<String> lines(String resource) {
        try (InputStream in = CodeTableFile.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("resource " + resource + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
