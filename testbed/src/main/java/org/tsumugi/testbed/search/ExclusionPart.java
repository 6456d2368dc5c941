package org.tsumugi.testbed.search;

import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.tsumugi.testbed.search.data.SyntheticRegion;

/** What it costs that people do not exist for the one who asks: nobody, one in twenty, about half. */
final class ExclusionPart {

    private static final List<Set<String>> READERS =
            List.of(Set.of(), Set.of(SyntheticRegion.DENIED_BY_FEW), Set.of(SyntheticRegion.DENIED_BY_HALF));

    private static final List<String> EXCLUDED = List.of("all exist", "without 5 %", "without 49.7 %");

    private final int repetitions;
    private final PrintWriter out;

    ExclusionPart(int repetitions, PrintWriter out) {
        this.repetitions = repetitions;
        this.out = out;
    }

    List<Compared> run(Stage stage) throws IOException, SQLException, InterruptedException {
        MarkdownTable table = new MarkdownTable(out, heads());
        List<Compared> all = new ArrayList<>();
        for (Question question : Question.all()) {
            List<Compared> compared = new ArrayList<>();
            for (Set<String> denied : READERS) {
                compared.add(Compared.of(stage, question, denied, repetitions));
            }
            table.row(row(question, compared));
            all.addAll(compared);
        }
        return all;
    }

    private static List<String> heads() {
        List<String> heads = new ArrayList<>(Question.heads());
        EXCLUDED.forEach(who -> heads.add("number, " + who));
        EXCLUDED.forEach(who -> heads.add("index first, " + who));
        EXCLUDED.forEach(who -> heads.add("index warm, " + who));
        EXCLUDED.forEach(who -> heads.add("btree warm, " + who));
        return heads;
    }

    private static List<String> row(Question question, List<Compared> compared) {
        List<String> row = new ArrayList<>(question.cells());
        List<Function<Compared, String>> columns = List.of(
                one -> String.format(Locale.ROOT, "%,d", one.number()),
                one -> one.index().first().cell(),
                one -> one.index().warm().cell(),
                one -> one.vocabulary().warm().cell());
        columns.forEach(column -> compared.forEach(one -> row.add(column.apply(one))));
        return row;
    }
}
