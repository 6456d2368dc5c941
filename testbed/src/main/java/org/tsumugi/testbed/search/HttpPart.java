package org.tsumugi.testbed.search;

import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.tsumugi.search.CountQuery.Unit;

/** Every theme as a FHIR search of a running server, with whatever that holds. */
final class HttpPart {

    private static final List<String> HEADS = List.of("number", "first", "warm", "the trial published", "request");

    private static final String NOTE =
            "Each number of records or Patients is compared with the total of a list of them, which PostgreSQL counts."
                    + " Without dates, a warm answer may come from Elasticsearch's cache of answers. The cohort is"
                    + " asked for by names alone: a _has has one parameter.";

    private final int repetitions;
    private final PrintWriter out;

    HttpPart(int repetitions, PrintWriter out) {
        this.repetitions = repetitions;
        this.out = out;
    }

    /** @return whether the index counts as PostgreSQL does */
    boolean run(FhirServer server) throws IOException, SQLException, InterruptedException {
        boolean good = true;
        out.printf(Locale.ROOT, "%ndata: %,d resources in the server's database%n", server.resources());
        out.println(NOTE);
        MarkdownTable table = new MarkdownTable(
                out, Stream.concat(Question.heads().stream(), HEADS.stream()).toList());
        for (Question question : Question.all()) {
            Measured measured = Measured.of(server, question, repetitions);
            List<String> row = new ArrayList<>(question.cells());
            row.add(String.format(Locale.ROOT, "%,d", measured.totals().get(0)));
            row.add(server.canForget() ? measured.first().cell() : "");
            row.add(measured.warm().cell());
            row.add(question.published());
            row.add("`" + question.url(0) + "`");
            table.row(row);
            good &= agrees(server, question, measured.totals());
        }
        return good;
    }

    /** Of persons there is no list. */
    private boolean agrees(FhirServer server, Question question, List<Long> totals)
            throws IOException, InterruptedException {
        if (question.unit() == Unit.PERSON) {
            return true;
        }
        for (int variation : new int[] {0, totals.size() - 1}) {
            long listed = server.listed(question, variation);
            if (listed != totals.get(variation)) {
                out.println("ERROR: " + question.url(variation) + ": counted " + totals.get(variation) + ", listed "
                        + listed);
                return false;
            }
        }
        return true;
    }
}
