package org.tsumugi.testbed.mpi;

import java.util.EnumMap;
import java.util.Map;
import org.tsumugi.mpi.link.Ladder;
import org.tsumugi.mpi.link.LargeBlocks;

/**
 * What becomes of the pairs of records that are one citizen's.
 *
 * @param pairs all of them
 * @param verbatim that the trial's h′ finds on what was written, letter by letter
 * @param trial that the trial's h′ finds after notation was made equal
 * @param alone that our ladder would link were there no other records
 * @param linked that it links
 * @param lost the others, by reason
 */
record TruePairs(long pairs, long verbatim, long trial, long alone, long linked, Map<Loss, Long> lost) {

    static TruePairs of(Sample sample, Division division, Library library) {
        return new Count(sample, division, library).run();
    }

    void print(Report report) {
        report.line("method\ttrue pairs linked\tshare of %,d", pairs);
        print(report, "before: the trial's h′, letter by letter", verbatim);
        print(report, "before: the trial's h′, dates, numbers and width made equal", trial);
        print(report, "after: our ladder", linked);
        report.line("of those, linked by two records alone (the others through a third)\t%,d", Math.min(alone, linked));
        report.line("not linked by our ladder, why\tpairs\tshare of all true pairs");
        lost.forEach((loss, count) -> print(report, loss.words(), count));
    }

    private void print(Report report, String what, long count) {
        report.line("%s\t%,d\t%s", what, count, Report.share(count, pairs));
    }

    private static final class Count {

        private final Sample sample;
        private final Division division;
        private final Library library;
        private final Ladder trialLadder;
        private final Ladder ladder;
        private final LargeBlocks large;

        private long pairs;
        private long verbatim;
        private long trial;
        private long alone;
        private long linked;
        private final Map<Loss, Long> lost = new EnumMap<>(Loss.class);

        Count(Sample sample, Division division, Library library) {
            this.sample = sample;
            this.division = division;
            this.library = library;
            this.trialLadder = Library.trial().ladder();
            this.ladder = library.ladder();
            this.large = sample.large(library.rules().largestBlock());
        }

        TruePairs run() {
            for (int[] places : sample.ofOneCitizen()) {
                for (int i = 0; i < places.length; i++) {
                    for (int j = i + 1; j < places.length; j++) {
                        look(places[i], places[j]);
                    }
                }
            }
            return new TruePairs(pairs, verbatim, trial, alone, linked, lost);
        }

        private void look(int one, int other) {
            pairs++;
            verbatim += VerbatimTrial.links(sample.written(one), sample.written(other)) ? 1 : 0;
            trial += trialLadder
                            .rung(sample.normal(one), sample.normal(other), key -> false)
                            .isPresent()
                    ? 1
                    : 0;
            boolean joined = division.joins(one, other);
            linked += joined ? 1 : 0;
            if (!joined) {
                lost.merge(Loss.of(library, sample.normal(one), sample.normal(other), large), 1L, Long::sum);
            } else if (ladder.rung(sample.normal(one), sample.normal(other), large)
                    .isPresent()) {
                alone++;
            }
        }
    }
}
