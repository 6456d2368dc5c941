package org.tsumugi.server.store;

import java.time.Duration;

/**
 * How many files a unit takes, so that it lasts about as long as a fresh file may be made to wait for it. Learned from the units
 * that were done; safe for use by many threads.
 */
final class Pace {

    private static final int FEWEST = 5;
    private static final double WEIGHT = 0.2;

    private final int most;
    private final double unitSeconds;
    private double secondsPerFile;

    /**
     * @param most files of a unit
     * @param unit how long it is to last
     */
    Pace(int most, Duration unit) {
        this.most = most;
        this.unitSeconds = unit.toMillis() / 1000.0;
        this.secondsPerFile = unitSeconds / most;
    }

    synchronized int files() {
        return (int) Math.max(FEWEST, Math.min(most, unitSeconds / secondsPerFile));
    }

    /** A unit was done. */
    synchronized void took(int files, Duration time) {
        if (files > 0) {
            double now = Math.max(time.toNanos() / 1e9, 1e-6) / files;
            secondsPerFile += WEIGHT * (now - secondsPerFile);
        }
    }
}
