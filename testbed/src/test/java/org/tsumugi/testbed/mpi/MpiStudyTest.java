package org.tsumugi.testbed.mpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tsumugi.mpi.score.Estimate;
import org.tsumugi.mpi.score.Model;
import org.tsumugi.testbed.population.writing.ErrorRates;
import org.tsumugi.testbed.trial.TrialRow;

/** The studies on a small region: what holds in all regions holds here, and the figures are of the known order. */
class MpiStudyTest {

    private static final StudySettings SETTINGS = new StudySettings(2_000, 16, 20261122, 10, 0, 100, 0, 2);

    private static final Library LIBRARY = Library.standard();
    private static final Sample SAMPLE = new Sample("careless", SETTINGS, ErrorRates.careless(), LIBRARY.normalizer());
    private static final Division DIVISION = new Division(SAMPLE, LIBRARY);

    private final StringWriter text = new StringWriter();
    private final Report report = new Report(new PrintWriter(text));

    @Test
    void trialTableShouldShowTheirsBesideOurs() {
        StudySettings oneYear = new StudySettings(500, 4, 5, 1, 0, 0, 0, 0);
        TrialTable table = new TrialTable(oneYear);

        table.print(report);

        assertThat(table.rows()).hasSize(10).allMatch(row -> row.persons() > 400);
        assertThat(table.rows()).extracting(TrialRow::years).containsOnly(1);
        assertThat(text.toString()).contains("\t78 %").contains("h′\t").contains("not known to us");
    }

    @Test
    void ladderShouldLinkMoreThanTheTrialAndNameWhatIsLost() {
        TruePairs pairs = TruePairs.of(SAMPLE, DIVISION, LIBRARY);

        assertThat(pairs.verbatim()).isPositive().isLessThan(pairs.trial());
        assertThat(pairs.linked()).isGreaterThan(pairs.trial()).isLessThan(pairs.pairs());
        assertThat((double) pairs.linked() / pairs.pairs()).isBetween(0.55, 0.70);
        assertThat(pairs.lost().values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(pairs.pairs() - pairs.linked());
        assertThat(pairs.lost())
                .containsKeys(Loss.NO_NUMBER, Loss.OTHER_NUMBER, Loss.BIRTH_DATE, Loss.NAME, Loss.GIVEN_NAME);
    }

    @Test
    void ladderShouldLinkNoTwoPeople() {
        FalseLinks links = new FalseLinks(SAMPLE, DIVISION, LIBRARY);

        links.print(report);

        assertThat(links.linked()).isZero();
        assertThat(links.joined()).isZero();
        assertThat(links.trial()).isPositive();
        assertThat(links.compared()).isGreaterThan(1_500);
        assertThat(links.compared(Kin.TWINS)).isPositive();
        assertThat(links.compared(Kin.HOUSEHOLD)).isGreaterThan(1_000);
        assertThat(links.compared(Kin.NAMESAKES)).isPositive();
        assertThat(text.toString()).contains("3/N").doesNotContain("FALSE LINK");
    }

    @Test
    void falseLinksShouldBeFoundAndShownWhereTheRulesMakeThem() {
        Library trial = Library.trial();
        Division division = new Division(SAMPLE, trial);

        FalseLinks links = new FalseLinks(SAMPLE, division, trial);
        links.print(report);

        assertThat(links.linked()).isPositive().isEqualTo(links.trial());
        assertThat(links.joined()).isGreaterThanOrEqualTo(links.linked());
        assertThat(text.toString()).contains("FALSE LINK of").contains("OFFICIAL IDEOGRAPHIC");
    }

    @Test
    void reviewQueueShouldShowTheTrueOneFirst() {
        ReviewQueue queue = new ReviewQueue(SAMPLE, DIVISION, LIBRARY, SETTINGS.sample(), SETTINGS.seed());

        Map<Loss, ReviewQueue.Ranks> ranks = queue.ranks(Model.initial());

        assertThat(ReviewQueue.together(ranks).all()).isEqualTo(SETTINGS.sample());
        assertThat(ReviewQueue.together(ranks).share()).isGreaterThan(0.95);
        assertThat(ranks).containsKeys(Loss.NO_NUMBER, Loss.OTHER_NUMBER);
    }

    @Test
    void scoreShouldLearnWithoutTruthWhatIsTrue() {
        ReviewQueue queue = new ReviewQueue(SAMPLE, DIVISION, LIBRARY, SETTINGS.sample(), SETTINGS.seed());

        Estimate learned = Learned.from(SAMPLE, queue.store(), LIBRARY, SETTINGS.seed(), 20_000);

        assertThat(learned.isPlausible()).isTrue();
        assertThat(learned.share()).isEqualTo(queue.truePrior(SETTINGS.seed()), within(0.05));
        assertThat(learned.model().prior()).isCloseTo(queue.trueShareOfAll(), withinPercentage(10));
        assertThat(ReviewQueue.together(queue.ranks(learned.model())).share()).isGreaterThan(0.95);
        new LevelTable(SAMPLE, LIBRARY, learned.model(), SETTINGS.seed()).print(report);
        assertThat(text.toString()).contains("BIRTH_DATE\tSAME\t0.9");
    }

    @Test
    void percentilesShouldBeThoseOfTheSortedTimes() {
        long[] millis = new long[100];
        for (int i = 0; i < 100; i++) {
            millis[99 - i] = (i + 1) * 1_000_000L;
        }

        assertThat(DatabaseBench.percentiles(millis)).isEqualTo("p50 51.0 ms, p95 95.0 ms, max 100.0 ms");
    }

    @Test
    void boundShouldBeByTheRuleOfThreeWithoutErrors() {
        assertThat(Report.bound(0, 10_000_000)).isEqualTo("below 3.0e-07 of a pair with 95 % (3/N)");
        assertThat(Report.bound(2, 1000)).isEqualTo("0.0020 of a pair");
    }
}
