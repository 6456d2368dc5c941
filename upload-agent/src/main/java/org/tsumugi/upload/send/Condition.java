package org.tsumugi.upload.send;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/** What the agent is doing, put together from what its threads are doing. */
public final class Condition {

    /** In the order in which one outweighs the others. */
    public enum State {
        IDLE,
        SCANNING,
        SENDING,
        OUTSIDE_HOURS,
        BACKING_OFF,
        STOPPED
    }

    /**
     * At one moment.
     *
     * @param trouble code of what keeps it from sending; empty when nothing does
     */
    public record Now(State state, String trouble, Instant since) {}

    private final Clock clock;
    private final Map<String, Now> byPart = new HashMap<>();
    private Now overall;

    public Condition(Clock clock) {
        this.clock = clock;
        this.overall = new Now(State.IDLE, "", clock.instant());
    }

    /** A part of the agent does this now. */
    public void enter(String part, State state) {
        enter(part, state, "");
    }

    /** A part of the agent does this now. */
    public synchronized void enter(String part, State state, String trouble) {
        byPart.put(part, new Now(state, trouble, clock.instant()));
        Now heaviest =
                byPart.values().stream().max(Comparator.comparing(Now::state)).orElseThrow();
        if (heaviest.state() != overall.state() || !heaviest.trouble().equals(overall.trouble())) {
            overall = new Now(heaviest.state(), heaviest.trouble(), clock.instant());
            notifyAll();
        }
    }

    /** What the agent is doing. */
    public synchronized Now now() {
        return overall;
    }

    /** Waits until it does something else than that, at most so long. */
    public synchronized Now awaitOtherThan(Now known, long millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        while (overall.equals(known)) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                break;
            }
            wait(left);
        }
        return overall;
    }
}
