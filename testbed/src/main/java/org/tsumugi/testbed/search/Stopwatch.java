package org.tsumugi.testbed.search;

/** Runs from when it is made. */
final class Stopwatch {

    private static final double NANOS_OF_A_SECOND = 1e9;

    private final long start = System.nanoTime();

    double seconds() {
        return (System.nanoTime() - start) / NANOS_OF_A_SECOND;
    }
}
