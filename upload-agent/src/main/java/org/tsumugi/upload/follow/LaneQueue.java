package org.tsumugi.upload.follow;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tsumugi.upload.follow.Visit.Place;

/**
 * Visits that wait for a lane: what is happening now, what has to be looked at a second time, and the backlog. Bounded: whoever finds
 * it full waits.
 */
final class LaneQueue {

    private static final int MOST_HOT = 4_096;
    private static final int MOST_DELAYED = 10_000;
    private static final int MOST_BACKLOG = 64;
    private static final long MOMENT_NANOS = 1_000_000_000L;

    private final Map<Place, Visit> hot = new LinkedHashMap<>();
    private final Map<Place, Delayed> delayed = new LinkedHashMap<>();
    private final Deque<Visit> backlog = new ArrayDeque<>();
    private boolean waiting;
    private int expecting;
    private boolean overflowed;

    private record Delayed(Visit visit, long dueNanos) {}

    synchronized void addHot(Visit visit) throws InterruptedException {
        while (hot.size() >= MOST_HOT && !hot.containsKey(visit.place())) {
            wait();
        }
        Visit known = hot.putIfAbsent(visit.place(), visit);
        if (known != null) {
            known.merge(visit);
        }
        notifyAll();
    }

    synchronized void addBacklog(Visit visit) throws InterruptedException {
        while (backlog.size() >= MOST_BACKLOG) {
            wait();
        }
        backlog.add(visit);
        notifyAll();
    }

    /** What does not fit is in the journal as unsettled, and found again from there. */
    synchronized void addDelayed(Visit visit, long dueNanos) {
        Delayed known = delayed.get(visit.place());
        if (known != null) {
            known.visit().merge(visit);
            boolean earlier = dueNanos - known.dueNanos() < 0;
            delayed.put(visit.place(), earlier ? new Delayed(known.visit(), dueNanos) : known);
        } else if (delayed.size() < MOST_DELAYED) {
            delayed.put(visit.place(), new Delayed(visit, dueNanos));
        } else {
            overflowed = true;
        }
    }

    /** Whether something was left to the journal since the last call. */
    synchronized boolean hasOverflowed() {
        boolean was = overflowed;
        overflowed = false;
        return was;
    }

    /** The next visit, fresh work first; empty when nothing is due. */
    synchronized Optional<Visit> poll() {
        Visit next = first();
        if (next == null) {
            return Optional.empty();
        }
        // The second look at a patient's other files comes along, so that they are sent in their order
        Delayed later = delayed.remove(next.place());
        if (later != null && later.visit() != next) {
            next.merge(later.visit());
        }
        notifyAll();
        return Optional.of(next);
    }

    /** Says that more backlog is on its way, or that no more is. */
    synchronized void expect(boolean more) {
        expecting += more ? 1 : -1;
        notifyAll();
    }

    /** As {@link #poll}, but gives a pass under way a moment, so that batches are not sent half full. */
    synchronized Optional<Visit> pollSoon() throws InterruptedException {
        long end = System.nanoTime() + MOMENT_NANOS;
        while (expecting > 0 && hot.isEmpty() && backlog.isEmpty() && System.nanoTime() - end < 0) {
            wait(50);
        }
        return poll();
    }

    private @Nullable Visit first() {
        Iterator<Visit> fresh = hot.values().iterator();
        if (fresh.hasNext()) {
            Visit visit = fresh.next();
            fresh.remove();
            return visit;
        }
        long now = System.nanoTime();
        for (Delayed later : delayed.values()) {
            if (later.dueNanos() - now <= 0) {
                return later.visit();
            }
        }
        return backlog.poll();
    }

    synchronized boolean hasHot() {
        return !hot.isEmpty();
    }

    /** Waits for the next visit. Called when everything before has been settled. */
    synchronized Visit take() throws InterruptedException {
        try {
            while (true) {
                Optional<Visit> next = poll();
                if (next.isPresent()) {
                    return next.get();
                }
                waiting = true;
                notifyAll();
                if (delayed.isEmpty()) {
                    wait();
                } else {
                    wait(50);
                }
            }
        } finally {
            waiting = false;
        }
    }

    /** Waits until everything has been done. */
    synchronized void awaitIdle() throws InterruptedException {
        while (!waiting || !hot.isEmpty() || !delayed.isEmpty() || !backlog.isEmpty()) {
            wait();
        }
    }
}
