package org.tsumugi.hl7v2;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.tsumugi.hl7v2.storage.DataType;

/** The resource {@code field-usage.tsv}: which fields the specification lists for each data type. */
final class FieldUsage {

    private static final String MOVEMENTS = "ADT";
    private static final List<Row> ROWS = rows();

    private FieldUsage() {}

    /**
     * One field of a segment.
     *
     * @param use R required, RE required but may be empty, C conditional, O optional
     */
    record Row(
            List<String> types, String segment, int field, boolean repeats, String datatype, String use, String name) {
        boolean isOf(DataType type) {
            boolean movement = type.folder().startsWith("ADT") && type != DataType.ADT_61;
            return types.contains(type.folder()) || (movement && types.contains(MOVEMENTS));
        }
    }

    /** The rows of a type, in the order of the specification. */
    static List<Row> of(DataType type) {
        return ROWS.stream().filter(row -> row.isOf(type)).toList();
    }

    private static List<Row> rows() {
        try (InputStream in = FieldUsage.class.getResourceAsStream("field-usage.tsv")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .map(cells -> new Row(
                            Arrays.asList(cells[0].split(",")),
                            cells[1],
                            Integer.parseInt(cells[2]),
                            cells[3].equals("*"),
                            cells[4],
                            cells[5],
                            cells[6]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
