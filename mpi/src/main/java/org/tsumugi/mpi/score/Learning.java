package org.tsumugi.mpi.score;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The iteration of {@link Estimator}: what is thought of the pairs so far. They are added up in an order that does not depend on
 * how they were counted, so that sums are the same to the last bit.
 */
final class Learning {

    /** The starting model counts as much as this many pairs. */
    private static final double STARTING_PAIRS = 1;

    private final Model start;
    private final SortedMap<Found, Long> candidates;
    private final SortedMap<Pattern, Long> random;
    private final double found;
    private final double possible;
    private final Map<Blocking, Double> shares = new EnumMap<>(Blocking.class);
    private double share;
    private double prior;
    private Levels ofOne = new Levels();
    private Levels ofTwo = new Levels();
    private Levels m;
    private Levels u;

    Learning(Model start, Pairs pairs) {
        this.start = start;
        this.candidates = new TreeMap<>(pairs.candidates());
        this.random = new TreeMap<>(pairs.random());
        this.found = candidates.values().stream().mapToLong(Long::longValue).sum();
        this.possible = Math.max(pairs.possible(), found);
        this.share = start.prior();
        this.prior = start.prior();
        for (Blocking blocking : Blocking.values()) {
            shares.put(blocking, share);
        }
        random.forEach((pattern, count) -> ofTwo.add(pattern, Set.of(), count));
        this.m = Levels.of(start, Odds::m);
        this.u = probabilities(ofTwo, Levels.of(start, Odds::u));
    }

    /** One expectation and one maximisation; how far the number that moved most did. */
    double step() {
        Levels weights = Levels.weights(m, u);
        ofOne = new Levels();
        double moved = 0;
        for (Blocking blocking : Blocking.values()) {
            double before = share(blocking);
            shares.put(blocking, expect(blocking, weights));
            moved = Math.max(moved, Math.abs(share(blocking) - before));
        }
        expectAll(weights);
        expectByChance(weights);
        Levels likely = probabilities(ofOne, Levels.of(start, Odds::m));
        Levels unlikely = probabilities(ofTwo, Levels.of(start, Odds::u));
        moved = Math.max(moved, Math.max(likely.distance(m), unlikely.distance(u)));
        m = likely;
        u = unlikely;
        return moved;
    }

    /** Of the pairs that were found through this, adds those of one person; their part. */
    private double expect(Blocking blocking, Levels weights) {
        double persons = 0;
        double all = 0;
        for (Map.Entry<Found, Long> entry : candidates.entrySet()) {
            Found pair = entry.getKey();
            if (pair.through().contains(blocking)) {
                double expected = entry.getValue() * probability(pair.pattern(), blocking, weights);
                ofOne.add(pair.pattern(), blocking.implied(), expected);
                persons += expected;
                all += entry.getValue();
            }
        }
        return part(persons, all);
    }

    /** What was found in several ways is as likely as they say on average. */
    private void expectAll(Levels weights) {
        double persons = 0;
        for (Map.Entry<Found, Long> entry : candidates.entrySet()) {
            Found pair = entry.getKey();
            double sum = 0;
            for (Blocking blocking : pair.through()) {
                sum += probability(pair.pattern(), blocking, weights);
            }
            persons += entry.getValue() * sum / pair.through().size();
        }
        share = part(persons, found);
        prior = part(persons, possible);
    }

    /** Where persons are few, some of the pairs taken at random are one person's. */
    private void expectByChance(Levels weights) {
        ofTwo = new Levels();
        random.forEach((pattern, count) -> {
            double one = Bits.probability(prior, weights.sum(pattern, Set.of()));
            ofTwo.add(pattern, Set.of(), count * (1 - one));
        });
    }

    /** What a pair had to share to be found is no evidence that it is one person's: so many of those found are. */
    private double probability(Pattern pattern, Blocking blocking, Levels weights) {
        return Bits.probability(share(blocking), weights.sum(pattern, blocking.implied()));
    }

    private double share(Blocking blocking) {
        return shares.getOrDefault(blocking, start.prior());
    }

    private double part(double persons, double pairs) {
        return (persons + STARTING_PAIRS * start.prior()) / (pairs + STARTING_PAIRS);
    }

    private static Levels probabilities(Levels counts, Levels starting) {
        Levels probabilities = new Levels();
        for (Feature feature : Feature.values()) {
            double total = counts.total(feature);
            double rarest = 0.5 / (total + 1);
            Arrays.setAll(probabilities.of(feature), level -> {
                double before = starting.of(feature, level);
                double counted = (counts.of(feature, level) + STARTING_PAIRS * before) / (total + STARTING_PAIRS);
                return Math.max(counted, Math.min(before, rarest));
            });
        }
        probabilities.normalise();
        return probabilities;
    }

    /** The part of the candidates that are one person's. */
    double share() {
        return share;
    }

    /** Features in which a level weighs what no level in its place can. */
    List<Feature> disordered() {
        return LevelOrder.disordered(Levels.weights(m, u), ofOne, ofTwo);
    }

    /** The model as it is now. */
    Model model(String version) {
        return new Model(version, prior, start.termLimit(), LevelOrder.enforced(withUnseen(), u), start.frequencies());
    }

    /** Random pairs are many: a level that occurs nowhere would look like evidence. It keeps the weight it had. */
    private Levels withUnseen() {
        Levels seen = new Levels();
        random.forEach((pattern, count) -> seen.add(pattern, Set.of(), count));
        candidates.forEach((pair, count) -> seen.add(pair.free(), Set.of(), count));
        Levels likely = new Levels();
        for (Feature feature : Feature.values()) {
            Arrays.setAll(likely.of(feature), level -> {
                Odds before = start.odds(feature, level);
                double kept = u.of(feature, level) * before.m() / before.u();
                return seen.of(feature, level) > 0 ? m.of(feature, level) : kept;
            });
        }
        likely.normalise();
        return likely;
    }
}
