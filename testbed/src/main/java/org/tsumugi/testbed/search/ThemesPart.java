package org.tsumugi.testbed.search;

import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Every theme, asked of the index library and of PostgreSQL in two forms. */
final class ThemesPart {

    private static final List<String> HEADS = List.of(
            "number",
            "index first",
            "index warm",
            "btree first",
            "btree warm",
            "scan first",
            "scan warm",
            "the trial published");

    private final int repetitions;
    private final PrintWriter out;

    ThemesPart(int repetitions, PrintWriter out) {
        this.repetitions = repetitions;
        this.out = out;
    }

    List<Compared> run(Stage stage) throws IOException, SQLException, InterruptedException {
        MarkdownTable table = new MarkdownTable(
                out, Stream.concat(Question.heads().stream(), HEADS.stream()).toList());
        List<Compared> all = new ArrayList<>();
        for (Question question : Question.all()) {
            Compared compared = Compared.of(stage, question, repetitions);
            all.add(compared);
            table.row(row(compared));
        }
        return all;
    }

    private static List<String> row(Compared compared) {
        List<String> row = new ArrayList<>(compared.question().cells());
        row.add(String.format(Locale.ROOT, "%,d", compared.number()));
        Stream.of(compared.index(), compared.vocabulary(), compared.scan()).forEach(measured -> {
            row.add(measured == null ? "" : measured.first().cell());
            row.add(measured == null ? "" : measured.warm().cell());
        });
        row.add(compared.question().published());
        return row;
    }
}
