package org.tsumugi.testbed.mpi;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.tsumugi.mpi.match.PairCounts;
import org.tsumugi.mpi.score.Feature;
import org.tsumugi.mpi.score.Model;
import org.tsumugi.mpi.score.Odds;
import org.tsumugi.mpi.score.Pattern;
import org.tsumugi.testbed.draw.Dice;

/** What was learned of each level without truth, beside how often one citizen's records are at it. */
final class LevelTable {

    private static final int CITIZENS = 20_000;

    private final Model learned;
    private final Map<Feature, long[]> pairs = new EnumMap<>(Feature.class);

    LevelTable(Sample sample, Library library, Model learned, long seed) {
        this.learned = learned;
        for (Feature feature : Feature.values()) {
            pairs.put(feature, new long[feature.levels().size()]);
        }
        PairCounts counts = new PairCounts(library.normalizer(), library.comparer());
        List<int[]> citizens = sample.ofOneCitizen();
        Shuffle.of(citizens.size(), Dice.of(seed, "levels")).limit(CITIZENS).forEach(citizen -> {
            int[] places = citizens.get(citizen);
            for (int one = 0; one < places.length; one++) {
                for (int other = one + 1; other < places.length; other++) {
                    add(counts.pattern(sample.written(places[one]), sample.written(places[other])));
                }
            }
        });
    }

    private void add(Pattern pattern) {
        pairs.forEach((feature, levels) -> {
            if (pattern.level(feature) != Pattern.MISSING) {
                levels[pattern.level(feature)]++;
            }
        });
    }

    void print(Report report) {
        report.line("feature\tlevel\tm learned\tm in truth\tu learned\tbits learned\tbits at first");
        pairs.forEach((feature, levels) -> {
            long all = 0;
            for (long level : levels) {
                all += level;
            }
            for (int level = 0; level < levels.length; level++) {
                Odds odds = learned.odds(feature, level);
                report.line(
                        "%s\t%s\t%.4f\t%.4f\t%.2e\t%+.1f\t%+.1f",
                        feature,
                        feature.levels().get(level),
                        odds.m(),
                        (double) levels[level] / Math.max(1, all),
                        odds.u(),
                        odds.weight(),
                        Model.initial().odds(feature, level).weight());
            }
        });
    }
}
