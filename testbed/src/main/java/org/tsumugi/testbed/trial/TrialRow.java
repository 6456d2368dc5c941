package org.tsumugi.testbed.trial;

/**
 * What one variant reaches after some years.
 *
 * @param variant its name
 * @param persons who live on both days
 * @param matched of those, who are found again
 * @param falsePairs pairs of two persons who are taken for one
 */
public record TrialRow(String variant, int years, int persons, int matched, long falsePairs) {

    /** The share of the persons who are found again. */
    public double share() {
        return (double) matched / persons;
    }
}
