package org.tsumugi.mpi.score;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The numbers by which pairs of records are scored. A decision keeps the version, so a model is never changed: another is made.
 *
 * @param version names these numbers
 * @param prior how likely two records are one person's before they are compared. What they have to share to be compared at all is
 *     weighed with all else, so this is of records taken at random
 * @param termLimit by how many bits the frequency of a name may raise or lower the weight of agreement on it
 * @param odds of every level of every feature, in the order of the levels
 * @param frequencies of names; a feature without them is weighed alike for all names
 */
public record Model(
        String version,
        double prior,
        double termLimit,
        Map<Feature, List<Odds>> odds,
        Map<Feature, Frequencies> frequencies) {

    /** Levels are all there is, so their probabilities add up to 1; written by hand they do so nearly. */
    private static final double ROUNDING = 1e-6;

    /** @throws IllegalArgumentException when something is missing, or no probability */
    public Model {
        check(!version.isBlank(), "a model needs a version");
        check(prior > 0 && prior < 1, "the prior must be above 0 and below 1");
        check(termLimit >= 0 && Double.isFinite(termLimit), "the limit of frequencies must not be negative");
        odds = copy(odds);
        frequencies = copy(frequencies);
        for (Feature feature : Feature.values()) {
            checkLevels(feature, odds.getOrDefault(feature, List.of()));
        }
        for (Feature feature : frequencies.keySet()) {
            check(feature.hasTerms(), feature + " has no frequencies");
        }
    }

    private static <V> Map<Feature, V> copy(Map<Feature, V> map) {
        Map<Feature, V> copy = new EnumMap<>(Feature.class);
        copy.putAll(map);
        return Collections.unmodifiableMap(copy);
    }

    private static void checkLevels(Feature feature, List<Odds> levels) {
        check(levels.size() == feature.levels().size(), feature + " needs as many odds as it has levels");
        double m = levels.stream().mapToDouble(Odds::m).sum();
        double u = levels.stream().mapToDouble(Odds::u).sum();
        check(
                Math.abs(m - 1) < ROUNDING && Math.abs(u - 1) < ROUNDING,
                "the probabilities of the levels of " + feature + " must add up to 1");
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** To begin with, before a region has pairs of its own to learn from; see {@link InitialOdds}. */
    public static Model initial() {
        return InitialOdds.model();
    }

    /**
     * Reads what {@link #toJson} wrote.
     *
     * @throws IllegalArgumentException when it is no such text
     */
    public static Model fromJson(String json) {
        return ModelJson.read(json);
    }

    /** Readable and the same for the same model. */
    public String toJson() {
        return ModelJson.write(this);
    }

    /** This model with how frequent names are in a region, under another version. */
    public Model withFrequencies(String newVersion, Map<Feature, Frequencies> newFrequencies) {
        return new Model(newVersion, prior, termLimit, odds, newFrequencies);
    }

    /** Odds of one level. */
    public Odds odds(Feature feature, int level) {
        return odds.getOrDefault(feature, List.of()).get(level);
    }

    /** Weighs one pair. */
    public Score score(Pattern pattern, Terms terms) {
        List<Part> parts = new ArrayList<>();
        double weight = 0;
        for (Feature feature : Feature.values()) {
            Part part = part(feature, pattern.level(feature), terms);
            parts.add(part);
            weight += part.weight();
        }
        return new Score(weight, Bits.probability(prior, weight), parts);
    }

    private Part part(Feature feature, int level, Terms terms) {
        if (level == Pattern.MISSING) {
            return new Part(feature, level, "MISSING", 0);
        }
        double weight = odds(feature, level).weight();
        if (feature.isOneTerm(level)) {
            weight += ofTerm(feature, terms.of(feature));
        }
        return new Part(feature, level, feature.levels().get(level), weight);
    }

    /**
     * Two persons taken at random agree on some name with the u of {@code SAME}, on this one with its frequency: the agreement is
     * worth more by the ratio of the two.
     */
    private double ofTerm(Feature feature, String term) {
        Frequencies counted = frequencies.get(feature);
        if (counted == null || term.isEmpty()) {
            return 0;
        }
        double bits = Bits.log2(odds(feature, feature.same()).u() / counted.of(term));
        return Math.max(-termLimit, Math.min(termLimit, bits));
    }

    /** Not the numbers, of which the names are many. */
    @Override
    public String toString() {
        return "Model[" + version + "]";
    }
}
