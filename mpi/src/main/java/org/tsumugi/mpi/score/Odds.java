package org.tsumugi.mpi.score;

/**
 * How likely one level of a feature is, given that neither record is silent.
 *
 * @param m among pairs of records of one person
 * @param u among pairs of records of two persons taken at random
 */
public record Odds(double m, double u) {

    /** @throws IllegalArgumentException when one is 0 or 1 or beyond: nothing is impossible in records */
    public Odds {
        if (!(m > 0 && m < 1 && u > 0 && u < 1)) {
            throw new IllegalArgumentException("probabilities of a level must be above 0 and below 1");
        }
    }

    /** What the level says for one person, in bits; negative when it speaks against. */
    public double weight() {
        return Bits.log2(m / u);
    }
}
