package org.tsumugi.upload.follow;

import java.time.Duration;

/** How far the pass under way is, and how long the last ones took. */
public final class Position {

    private String kind = "";
    private double done;
    private Duration heads = Duration.ZERO;
    private Duration full = Duration.ZERO;

    synchronized void begin(String pass) {
        kind = pass;
        done = 0;
    }

    /** A pass that another one had interrupted goes on. */
    synchronized void resume(String pass, double reached) {
        kind = pass;
        done = reached;
    }

    synchronized void at(double reached) {
        done = reached;
    }

    synchronized void end(Duration took) {
        switch (kind) {
            case Passes.HEADS -> heads = took;
            case Passes.FULL -> full = took;
            default -> {}
        }
        kind = "";
    }

    /** {@code full}, {@code heads}, {@code unsettled}, or empty when there is none. */
    public synchronized String kind() {
        return kind;
    }

    /** Between 0 and 1. */
    public synchronized double done() {
        return done;
    }

    synchronized Duration lastHeads() {
        return heads;
    }

    synchronized Duration lastFull() {
        return full;
    }
}
