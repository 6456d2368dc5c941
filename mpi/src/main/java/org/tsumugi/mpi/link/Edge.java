package org.tsumugi.mpi.link;

import java.util.Comparator;

/** Two records, by their places, that belong together as far as the two of them go. */
record Edge(int low, int high) implements Comparable<Edge> {

    private static final Comparator<Edge> ORDER =
            Comparator.comparingInt(Edge::low).thenComparingInt(Edge::high);

    static Edge of(int one, int other) {
        return new Edge(Math.min(one, other), Math.max(one, other));
    }

    @Override
    public int compareTo(Edge other) {
        return ORDER.compare(this, other);
    }
}
