package org.tsumugi.testbed.population.life;

/** Counts what cannot be seen in the lives afterwards. */
final class Tally {

    private int reusedNumbers;
    private int strangerPairs;

    void reusedNumber() {
        reusedNumbers++;
    }

    void strangerPair() {
        strangerPairs++;
    }

    int reusedNumbers() {
        return reusedNumbers;
    }

    int strangerPairs() {
        return strangerPairs;
    }
}
