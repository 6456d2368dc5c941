package org.tsumugi.mpi.link;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;

/** Parts that pairs of records connect. */
final class Group {

    private final Set<Integer> parts = new TreeSet<>();
    private final List<Edge> forest = new ArrayList<>();
    private final List<Edge> edges = new ArrayList<>();

    private Group(int part) {
        parts.add(part);
    }

    /** The groups that these pairs make of parts. */
    static Collection<Group> of(SortedSet<Edge> edges, IntUnaryOperator partOf) {
        Map<Integer, Group> byPart = new HashMap<>();
        Set<Group> groups = new LinkedHashSet<>();
        for (Edge edge : edges) {
            Group one = byPart.computeIfAbsent(partOf.applyAsInt(edge.low()), Group::new);
            Group other = byPart.computeIfAbsent(partOf.applyAsInt(edge.high()), Group::new);
            groups.add(one);
            if (one != other) {
                groups.remove(other);
                one.takeOver(other);
                one.forest.add(edge);
                other.parts.forEach(part -> byPart.put(part, one));
            }
            one.edges.add(edge);
        }
        return groups;
    }

    private void takeOver(Group other) {
        parts.addAll(other.parts);
        forest.addAll(other.forest);
        edges.addAll(other.edges);
    }

    /** The pairs that connect it. */
    List<Edge> edges() {
        return edges;
    }

    /** The parts. */
    Set<Integer> parts() {
        return parts;
    }

    /** Of the pairs, as many as are needed to connect it. */
    List<Edge> forest() {
        return forest;
    }

    /** The records of the parts. */
    List<Integer> records(Parts all) {
        List<Integer> records = new ArrayList<>();
        parts.forEach(part -> records.addAll(all.members(part)));
        return records;
    }

    /** All pairs of records of different parts. */
    List<Edge> across(Parts all) {
        List<Integer> ordered = List.copyOf(parts);
        List<Edge> pairs = new ArrayList<>();
        for (int i = 0; i < ordered.size(); i++) {
            for (int j = i + 1; j < ordered.size(); j++) {
                for (int low : all.members(ordered.get(i))) {
                    for (int high : all.members(ordered.get(j))) {
                        pairs.add(Edge.of(low, high));
                    }
                }
            }
        }
        return pairs;
    }
}
