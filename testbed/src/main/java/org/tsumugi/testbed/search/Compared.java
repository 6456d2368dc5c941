package org.tsumugi.testbed.search;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A question, asked of everything that can answer it.
 *
 * @param index the index library
 * @param vocabulary PostgreSQL as a good engineer has it
 * @param scan PostgreSQL as the trial had it; null where it was not asked
 */
record Compared(
        Question question,
        Measured index,
        Measured vocabulary,
        @Nullable Measured scan) {

    /** Asks all. */
    static Compared of(Stage stage, Question question, int repetitions)
            throws IOException, SQLException, InterruptedException {
        Compared indexed = of(stage, question, Set.of(), repetitions);
        try (Counter scan = stage.tables().counter(SqlForm.SCAN, Set.of())) {
            return new Compared(
                    question, indexed.index(), indexed.vocabulary(), Measured.of(scan, question, repetitions));
        }
    }

    /** Asks for readers of these groups; what scans is not asked. */
    static Compared of(Stage stage, Question question, Set<String> denied, int repetitions)
            throws IOException, SQLException, InterruptedException {
        try (Counter index = stage.index().counter(denied);
                Counter vocabulary = stage.tables().counter(SqlForm.VOCABULARY, denied)) {
            return new Compared(
                    question,
                    Measured.of(index, question, repetitions),
                    Measured.of(vocabulary, question, repetitions),
                    null);
        }
    }

    /** Whether all say the same, whatever the dates. */
    boolean agrees() {
        return Stream.of(vocabulary, scan)
                .allMatch(other -> other == null || other.totals().equals(index.totals()));
    }

    /** The number, with the dates of the first variation. */
    long number() {
        return index.totals().get(0);
    }

    /** What is to be said where they do not agree. */
    String disagreement() {
        return "ERROR: " + String.join(" ", question.cells()) + ": index " + index.totals() + ", vocabulary "
                + vocabulary.totals() + ", scan " + (scan == null ? List.of() : scan.totals());
    }
}
