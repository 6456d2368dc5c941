package org.tsumugi.hl7v2.account;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.tsumugi.hl7v2.storage.DataType;

/** The resource {@code ignored-fields.tsv}: fields and components that no mapper reads, by rule. */
final class IgnoredFields {

    private static final String ANY = "*";
    private static final Map<String, List<Row>> BY_SEGMENT = rows();

    private IgnoredFields() {}

    private record Row(
            List<String> types,
            int firstField,
            int lastField,
            int firstPart,
            int lastPart,
            IgnoreRule rule,
            List<String> values) {

        /** Another value than the ones that are fixed says something. */
        boolean isFor(String value) {
            return values.isEmpty() || values.contains(value);
        }

        boolean covers(DataType type, int field, int component) {
            return field >= firstField
                    && field <= lastField
                    && component >= firstPart
                    && component <= lastPart
                    && (types.contains(ANY) || types.stream().anyMatch(type.folder()::startsWith));
        }
    }

    /** The rule for a place whatever stands there; one that is for certain values is none. */
    static Optional<IgnoreRule> rule(DataType type, String segment, int field, int component) {
        return rows(type, segment, field, component)
                .filter(row -> row.values().isEmpty())
                .map(Row::rule)
                .findFirst();
    }

    /** The rule for a value at a place. */
    static Optional<IgnoreRule> rule(DataType type, String segment, int field, int component, String value) {
        return rows(type, segment, field, component)
                .filter(row -> row.isFor(value))
                .map(Row::rule)
                .findFirst();
    }

    private static Stream<Row> rows(DataType type, String segment, int field, int component) {
        return BY_SEGMENT.getOrDefault(segment, List.of()).stream().filter(row -> row.covers(type, field, component));
    }

    private static Map<String, List<Row>> rows() {
        Map<String, List<Row>> rows = new HashMap<>();
        text().lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(line -> {
            String[] cells = line.split("\t");
            if (cells.length != 5) {
                throw new IllegalStateException("ignored-fields.tsv: a row has five cells: " + line);
            }
            String[] ruleAndValues = cells[4].split("=", 2);
            IgnoreRule rule =
                    IgnoreRule.valueOf(ruleAndValues[0].toUpperCase(Locale.ROOT).replace('-', '_'));
            List<String> values = ruleAndValues.length == 1 ? List.of() : List.of(ruleAndValues[1].split(","));
            for (String fields : cells[2].split(",")) {
                for (String parts : cells[3].split(",")) {
                    int[] field = range(fields);
                    int[] part = range(parts);
                    rows.computeIfAbsent(cells[1], segment -> new ArrayList<>())
                            .add(new Row(
                                    List.of(cells[0].split(",")), field[0], field[1], part[0], part[1], rule, values));
                }
            }
        });
        return rows;
    }

    private static int[] range(String cell) {
        if (cell.equals(ANY)) {
            return new int[] {1, Integer.MAX_VALUE};
        }
        String[] ends = cell.split("-");
        return new int[] {Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1])};
    }

    private static String text() {
        try (InputStream in = IgnoredFields.class.getResourceAsStream("ignored-fields.tsv")) {
            if (in == null) {
                throw new IllegalStateException("resource ignored-fields.tsv is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
