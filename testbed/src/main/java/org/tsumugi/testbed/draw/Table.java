package org.tsumugi.testbed.draw;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A tab-separated table among the resources: UTF-8, first line the column names, lines that begin with {@code #} are comments. */
public final class Table {

    private Table() {}

    /** One line of a table. */
    public static final class Row {
        private final Map<String, String> cells;

        private Row(Map<String, String> cells) {
            this.cells = cells;
        }

        /** The cell in this column; empty when the line ends before it. */
        public String text(String column) {
            String cell = cells.get(column);
            if (cell == null) {
                throw new IllegalArgumentException("no such column: " + column);
            }
            return cell;
        }

        /** The cell as a whole number. */
        public int number(String column) {
            return Integer.parseInt(text(column));
        }

        /** The cell as a decimal number. */
        public double decimal(String column) {
            return Double.parseDouble(text(column));
        }

        /** The cell's parts, which are separated by {@code |}; none when it is empty. */
        public List<String> list(String column) {
            String cell = text(column);
            return cell.isEmpty() ? List.of() : List.of(cell.split("\\|"));
        }
    }

    /** Reads the table beside the class, one object per line. */
    public static <T> List<T> read(Class<?> beside, String name, Function<Row, T> line) {
        try (InputStream in = beside.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("missing table " + name);
            }
            return lines(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)), line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> List<T> lines(BufferedReader reader, Function<Row, T> line) throws IOException {
        List<T> rows = new ArrayList<>();
        List<String> columns = List.of();
        for (String text = reader.readLine(); text != null; text = reader.readLine()) {
            if (text.isBlank() || text.startsWith("#")) {
                continue;
            }
            List<String> cells = Arrays.asList(text.split("\t", -1));
            if (columns.isEmpty()) {
                columns = cells;
            } else {
                rows.add(line.apply(row(columns, cells)));
            }
        }
        return List.copyOf(rows);
    }

    private static Row row(List<String> columns, List<String> cells) {
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            row.put(columns.get(i), i < cells.size() ? cells.get(i) : "");
        }
        return new Row(row);
    }
}
