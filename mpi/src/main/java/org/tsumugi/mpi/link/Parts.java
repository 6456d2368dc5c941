package org.tsumugi.mpi.link;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Records by their place in a list, joined step by step. */
final class Parts {

    private final int[] parent;
    private final List<List<Integer>> members = new ArrayList<>();

    Parts(int size) {
        this.parent = new int[size];
        for (int i = 0; i < size; i++) {
            parent[i] = i;
            members.add(List.of(i));
        }
    }

    /** The part of a record: the lowest record in it. */
    int of(int record) {
        int root = record;
        while (parent[root] != root) {
            root = parent[root];
        }
        for (int at = record; parent[at] != root; ) {
            int next = parent[at];
            parent[at] = root;
            at = next;
        }
        return root;
    }

    /** The records of a part. */
    List<Integer> members(int part) {
        return members.get(part);
    }

    /** Makes one part of several. */
    void join(Collection<Integer> parts) {
        int low = parts.stream().min(Integer::compare).orElseThrow();
        List<Integer> all = new ArrayList<>();
        for (int part : parts) {
            parent[part] = low;
            all.addAll(members.get(part));
        }
        all.sort(Integer::compare);
        members.set(low, all);
    }

    /** Records by part. */
    Map<Integer, List<Integer>> all() {
        Map<Integer, List<Integer>> all = new TreeMap<>();
        for (int i = 0; i < parent.length; i++) {
            all.computeIfAbsent(of(i), part -> new ArrayList<>()).add(i);
        }
        return all;
    }
}
