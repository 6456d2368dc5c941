package org.tsumugi.testbed.mpi;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tsumugi.mpi.PatientRecord;
import org.tsumugi.mpi.match.PairCounts;
import org.tsumugi.mpi.score.Estimate;
import org.tsumugi.mpi.score.Estimator;
import org.tsumugi.mpi.score.Feature;
import org.tsumugi.mpi.score.Frequencies;
import org.tsumugi.mpi.score.Model;
import org.tsumugi.mpi.score.Terms;
import org.tsumugi.testbed.draw.Dice;

/** What the score learns from a region's own records, of which nobody says whose they are. */
final class Learned {

    private static final int RECORDS = 20_000;
    private static final long LEAST_BEARERS = 5;

    private Learned() {}

    /** @param randomPairs from which chance agreement is learned */
    static Estimate from(Sample sample, StudyStore store, Library library, long seed, int randomPairs) {
        PairCounts counts = new PairCounts(library.normalizer(), library.comparer());
        counts.add(store, some(sample, seed));
        Model start = Model.initial().withFrequencies("initial with names", frequencies(sample, counts));
        return new Estimator(start).estimate("learned", counts.counted(sample.size(), randomPairs));
    }

    private static List<PatientRecord> some(Sample sample, long seed) {
        List<PatientRecord> some = new ArrayList<>();
        Shuffle.of(sample.size(), Dice.of(seed, "learn"))
                .limit(RECORDS)
                .forEach(place -> some.add(sample.written(place)));
        return some;
    }

    private static Map<Feature, Frequencies> frequencies(Sample sample, PairCounts counts) {
        Map<String, Long> family = new HashMap<>();
        Map<String, Long> given = new HashMap<>();
        Map<String, Long> reading = new HashMap<>();
        for (int place = 0; place < sample.size(); place++) {
            Terms terms = counts.terms(sample.written(place));
            count(family, terms.familyName());
            count(given, terms.givenName());
            count(reading, terms.reading());
        }
        return Map.of(
                Feature.FAMILY_NAME, Frequencies.of(family, LEAST_BEARERS),
                Feature.GIVEN_NAME, Frequencies.of(given, LEAST_BEARERS),
                Feature.READING, Frequencies.of(reading, LEAST_BEARERS));
    }

    private static void count(Map<String, Long> counts, String term) {
        if (!term.isEmpty()) {
            counts.merge(term, 1L, Long::sum);
        }
    }
}
