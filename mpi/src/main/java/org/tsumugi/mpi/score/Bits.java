package org.tsumugi.mpi.score;

/** Arithmetic of evidence: one bit doubles the odds. */
final class Bits {

    static final double LN2 = Math.log(2);

    private Bits() {}

    static double log2(double ratio) {
        return Math.log(ratio) / LN2;
    }

    /** The probability after this evidence, of what had this one before. */
    static double probability(double prior, double bits) {
        return 1 / (1 + Math.exp(-(bits + log2(prior / (1 - prior))) * LN2));
    }
}
