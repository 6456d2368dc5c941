package org.tsumugi.mpi.score;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Pairs of a region whose truth is known, counted as a search by keys counts them: only what shares a key is found. */
final class Region {

    private static final double MISSING = 0.2;
    private static final double ONE_NAME = 0.9;
    private static final int RANDOM = 100_000;

    private final Model truth;
    private final Random random;
    private final Map<Found, Long> candidates = new HashMap<>();
    private long found;
    private long foundOfOne;

    Region(Model truth, long seed) {
        this.truth = truth;
        this.random = new Random(seed);
    }

    /** Pairs of one person, pairs of strangers, and of two persons of one household. */
    Pairs draw(int ofOne, int ofStrangers, int ofHouseholds) {
        for (int i = 0; i < ofOne; i++) {
            foundOfOne += find(levels(true)) ? 1 : 0;
        }
        for (int i = 0; i < ofStrangers; i++) {
            find(levels(false));
        }
        for (int i = 0; i < ofHouseholds; i++) {
            find(household());
        }
        Map<Pattern, Long> chance = new HashMap<>();
        for (int i = 0; i < RANDOM; i++) {
            chance.merge(pattern(levels(random.nextInt(ofOne + ofStrangers) < ofOne)), 1L, Long::sum);
        }
        return new Pairs(candidates, ofOne + ofStrangers + ofHouseholds, chance);
    }

    /** The part of what was found that is one person's. */
    double share() {
        return (double) foundOfOne / found;
    }

    private boolean find(int[] levels) {
        Set<Blocking> through = through(levels);
        if (through.isEmpty()) {
            return false;
        }
        candidates.merge(new Found(through, pattern(levels)), 1L, Long::sum);
        found++;
        return true;
    }

    private int[] levels(boolean ofOne) {
        int[] levels = new int[Feature.values().length];
        for (Feature feature : Feature.values()) {
            levels[feature.ordinal()] = random.nextDouble() < MISSING ? Pattern.MISSING : level(feature, ofOne);
        }
        return levels;
    }

    private int level(Feature feature, boolean ofOne) {
        double ticket = random.nextDouble();
        for (int level = 0; level < feature.different(); level++) {
            Odds odds = truth.odds(feature, level);
            ticket -= ofOne ? odds.m() : odds.u();
            if (ticket < 0) {
                return level;
            }
        }
        return feature.different();
    }

    private int[] household() {
        int[] levels = levels(false);
        levels[Feature.PHONE.ordinal()] = Feature.PHONE.same();
        levels[Feature.POSTAL_CODE.ordinal()] = Feature.POSTAL_CODE.same();
        levels[Feature.HOUSEHOLD_NUMBER.ordinal()] = Feature.HOUSEHOLD_NUMBER.same();
        if (random.nextDouble() < ONE_NAME) {
            levels[Feature.FAMILY_NAME.ordinal()] = Feature.FAMILY_NAME.same();
        }
        return levels;
    }

    private static Set<Blocking> through(int[] levels) {
        Set<Blocking> through = EnumSet.noneOf(Blocking.class);
        boolean given = is(levels, Feature.GIVEN_NAME, "SAME");
        boolean born = is(levels, Feature.BIRTH_DATE, "SAME");
        if (born && is(levels, Feature.SEX, "SAME")) {
            through.add(Blocking.BIRTH_DATE);
        }
        if (is(levels, Feature.READING, "SAME")) {
            through.add(Blocking.NAME);
        }
        if (given && (born || is(levels, Feature.BIRTH_DATE, "DIGIT") || is(levels, Feature.BIRTH_DATE, "SWAPPED"))) {
            through.add(Blocking.GIVEN_NAME);
        }
        if (is(levels, Feature.PHONE, "SAME")
                || is(levels, Feature.HOUSEHOLD_NUMBER, "SAME")
                || is(levels, Feature.INDIVIDUAL_NUMBER, "SAME")) {
            through.add(Blocking.HOUSEHOLD);
        }
        return through;
    }

    private static boolean is(int[] levels, Feature feature, String level) {
        return levels[feature.ordinal()] == feature.level(level);
    }

    private static Pattern pattern(int[] levels) {
        Pattern pattern = Pattern.NOTHING;
        for (Feature feature : Feature.values()) {
            pattern = pattern.with(feature, levels[feature.ordinal()]);
        }
        return pattern;
    }
}
