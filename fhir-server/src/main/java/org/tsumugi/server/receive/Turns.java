package org.tsumugi.server.receive;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is: of the facilities that have something to do, the one that has waited longest, and never one that has its turn
 * just now. Safe for use by many threads.
 *
 * @param <T> work that was begun and is not finished
 */
final class Turns<T> {

    private final Map<String, Long> lastTurns = new HashMap<>();
    private final Map<String, T> begun = new HashMap<>();
    private final Set<String> busy = new HashSet<>();
    private long turn;

    /** A facility's turn: what it has begun, or null when it is to begin something. */
    record Turn<T>(String facility, @Nullable T begun) {}

    /**
     * Gives the next turn, to be ended with {@link #pause} or {@link #end}.
     *
     * @param others facilities that could begin something
     */
    synchronized Optional<Turn<T>> next(Set<String> others) {
        Set<String> candidates = new TreeSet<>(others);
        candidates.addAll(begun.keySet());
        candidates.removeAll(busy);
        Optional<String> next =
                candidates.stream().min(Comparator.comparing(facility -> lastTurns.getOrDefault(facility, 0L)));
        next.ifPresent(facility -> {
            busy.add(facility);
            lastTurns.put(facility, ++turn);
        });
        return next.map(facility -> new Turn<>(facility, begun.remove(facility)));
    }

    /** The facility has more to do of this. */
    synchronized void pause(String facility, T unfinished) {
        begun.put(facility, unfinished);
        busy.remove(facility);
    }

    /** The facility has nothing begun. */
    synchronized void end(String facility) {
        busy.remove(facility);
    }

    /** Takes back what was begun and is not in anybody's hands. */
    synchronized Set<T> takeBegun() {
        Set<T> all = new HashSet<>(begun.values());
        begun.clear();
        return all;
    }
}
