package org.tsumugi.testbed.mpi;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.tsumugi.testbed.population.Region;
import org.tsumugi.testbed.population.writing.ErrorRates;
import org.tsumugi.testbed.trial.ExactTrial;
import org.tsumugi.testbed.trial.ExactVariant;
import org.tsumugi.testbed.trial.Observer;
import org.tsumugi.testbed.trial.TrialRow;

/** The national trial's table from the stated rates of change, beside what is known of theirs. */
final class TrialTable {

    /** What is known to us: variant and years, and the per cent of persons found again. */
    private static final Map<String, Double> THEIRS = Map.of("c1", 78.0, "c10", 25.0);

    private static final double HALF_A_POINT = 0.5;

    private final int[] years;
    private final List<TrialRow> rows;

    TrialTable(StudySettings settings) {
        this.years = IntStream.of(1, 3, 5, 10)
                .filter(year -> year <= settings.years())
                .toArray();
        Region region = Sample.region(settings, ErrorRates.none());
        this.rows = new ExactTrial(region, Observer.ofTruth(), years).run(ExactVariant.TABLE);
    }

    List<TrialRow> rows() {
        return rows;
    }

    void print(Report report) {
        StringBuilder head = new StringBuilder("variant");
        for (int year : years) {
            head.append("\tafter ").append(year).append(year == 1 ? " year" : " years");
            head.append("\ttheirs");
        }
        report.line("%s\tstrangers and others taken for the person, last column", head);
        for (ExactVariant variant : ExactVariant.TABLE) {
            report.line("%s", row(variant.name()));
        }
        report.line("theirs: 78 %% and 25 %% are all that is known to us; %s", verdict());
    }

    private String row(String variant) {
        StringBuilder line = new StringBuilder(variant);
        long wrong = 0;
        for (TrialRow row : rows) {
            if (row.variant().equals(variant)) {
                Double theirs = THEIRS.get(variant + row.years());
                line.append('\t').append(Report.share(row.matched(), row.persons()));
                line.append('\t').append(theirs == null ? "not known to us" : theirs.intValue() + " %");
                wrong = row.falsePairs();
            }
        }
        return line.append('\t').append(wrong).toString();
    }

    /** Whether all that is known of theirs is met within half a point. */
    boolean isMet() {
        return rows.stream()
                .filter(row -> THEIRS.containsKey(row.variant() + row.years()))
                .allMatch(row -> Math.abs(100 * row.share() - THEIRS.getOrDefault(row.variant() + row.years(), 0.0))
                        <= HALF_A_POINT);
    }

    private String verdict() {
        return isMet() ? "both met within half a point" : "NOT met within half a point";
    }
}
