package org.tsumugi.testbed.search;

import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import org.tsumugi.testbed.search.data.SyntheticRegion;
import org.tsumugi.testbed.search.data.Vocabulary;

/** A region in the index and in tables, until it is closed. */
record Stage(BenchIndex index, BenchTables tables) implements AutoCloseable {

    private static final int WARM_UPS = 10;

    /** Loads it, and prints what and how fast. */
    static Stage of(
            SyntheticRegion region, HomeElasticsearch elasticsearch, BenchTables.Database database, PrintWriter out)
            throws IOException, SQLException, InterruptedException {
        Stage stage = new Stage(new BenchIndex(elasticsearch), new BenchTables(database));
        try {
            stage.load(region, out);
        } catch (IOException | SQLException | InterruptedException | RuntimeException e) {
            stage.close();
            throw e;
        }
        return stage;
    }

    private void load(SyntheticRegion region, PrintWriter out) throws IOException, SQLException, InterruptedException {
        Vocabulary vocabulary = region.vocabulary();
        String tablesLoaded = tables.load(region, vocabulary);
        out.printf(Locale.ROOT, "%ndata: seed %d, %s%n", region.size().seed(), tables.contents());
        out.println(index.load(region, vocabulary));
        out.println(tablesLoaded);
        out.println(Question.names(vocabulary));
        out.flush();
        warmUp();
    }

    /** Programs are slow until they have run for a while, which is not what is measured. */
    private void warmUp() throws IOException, SQLException, InterruptedException {
        try (Counter first = index.counter(Set.of());
                Counter second = tables.counter(SqlForm.VOCABULARY, Set.of())) {
            for (int i = 0; i < WARM_UPS; i++) {
                for (Question question : Question.all()) {
                    first.count(question, i);
                    second.count(question, i);
                }
            }
        }
    }

    @Override
    public void close() throws IOException, SQLException {
        try (tables) {
            index.close();
        }
    }
}
