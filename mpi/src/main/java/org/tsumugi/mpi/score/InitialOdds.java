package org.tsumugi.mpi.score;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Starting values: orders of magnitude, rounded, that {@link Estimator} replaces with those of a region.
 *
 * <p>How often two persons agree by chance (u) follows from how many values there are: some hundred thousand surnames of which the
 * ten most frequent are a tenth of all persons, two sexes, about 27,000 days of birth in a population, millions of numbers. How
 * often one person's records agree (m) follows from the national check of insured records against the resident register of 2023:
 * in about 160 million, dates of birth and sexes differed in thousands, names in more than a million, nearly all of them one
 * person's. Hospitals type by hand, so their slips are set ten to a hundred times more frequent. Insured numbers, addresses and
 * telephones of one person differ often, because they change and old ones stay in records.
 *
 * <p>The prior is too high for two records taken at random: who has learned nothing yet is rather shown too many candidates.
 */
final class InitialOdds {

    private static final String VERSION = "initial-1";
    private static final double PRIOR = 0.02;
    private static final double TERM_LIMIT = 6;

    private InitialOdds() {}

    static Model model() {
        Map<Feature, List<Odds>> odds = new EnumMap<>(Feature.class);
        odds.put(Feature.FAMILY_NAME, levels(new double[] {0.930, 0.035, 0.010, 0.005, 0.020}, new double[] {
            0.004, 0.0003, 0.020, 0.0002, 0.9755
        }));
        odds.put(Feature.GIVEN_NAME, levels(new double[] {0.950, 0.025, 0.012, 0.001, 0.012}, new double[] {
            0.002, 0.0003, 0.030, 0.0001, 0.9676
        }));
        odds.put(Feature.READING, levels(new double[] {0.900, 0.050, 0.025, 0.005, 0.020}, new double[] {
            0.00005, 0.00002, 0.001, 0.00001, 0.99892
        }));
        odds.put(
                Feature.BIRTH_DATE,
                levels(
                        new double[] {0.980, 0.004, 0.001, 0.001, 0.005, 0.004, 0.005},
                        new double[] {0.00004, 0.000002, 0.00003, 0.00003, 0.002, 0.0005, 0.997398}));
        odds.put(Feature.SEX, levels(new double[] {0.998, 0.002}, new double[] {0.5, 0.5}));
        odds.put(Feature.HOUSEHOLD_NUMBER, levels(new double[] {0.65, 0.35}, new double[] {0.000001, 0.999999}));
        odds.put(
                Feature.INDIVIDUAL_NUMBER,
                levels(new double[] {0.64, 0.01, 0.35}, new double[] {0.0000001, 0.000001, 0.9999989}));
        odds.put(Feature.POSTAL_CODE, levels(new double[] {0.82, 0.08, 0.10}, new double[] {0.001, 0.03, 0.969}));
        odds.put(Feature.PHONE, levels(new double[] {0.70, 0.30}, new double[] {0.00001, 0.99999}));
        return new Model(VERSION, PRIOR, TERM_LIMIT, odds, Map.of());
    }

    private static List<Odds> levels(double[] m, double[] u) {
        return IntStream.range(0, m.length)
                .mapToObj(level -> new Odds(m[level], u[level]))
                .toList();
    }
}
