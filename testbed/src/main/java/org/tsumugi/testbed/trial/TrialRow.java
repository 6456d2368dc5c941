package org.tsumugi.testbed.trial;

/**
 * What one variant reaches after some years.
 *
 * @param variant its name
 * @param persons who live on both days
 * @param matched of those, who are found again
 * @param falsePairs how often one person's later description is taken for another's first one; two strangers who are alike in all
 *     that is compared count twice, once in each direction
 */
public record TrialRow(String variant, int years, int persons, int matched, long falsePairs) {

    /** The share of the persons who are found again. */
    public double share() {
        return (double) matched / persons;
    }
}
