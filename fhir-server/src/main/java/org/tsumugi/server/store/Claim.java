package org.tsumugi.server.store;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Patients of one facility whose pending files one worker has to itself until its transaction ends.
 *
 * @param facility 10-digit medical institution code
 * @param patients patient IDs of the storage paths
 * @param items the rows of the queue that the work on them does away with
 */
record Claim(String facility, Set<String> patients, List<Item> items) {

    /** A row of the queue. */
    record Item(long id, String patient, Lane lane) {}

    static Claim none(String facility) {
        return new Claim(facility, Set.of(), List.of());
    }

    /** Patients whose resources are made again even where nothing seems to have changed. */
    Set<String> remapped() {
        return items.stream()
                .filter(item -> item.lane() == Lane.REMAP)
                .map(Item::patient)
                .collect(Collectors.toSet());
    }

    /** Both together. */
    Claim and(Claim other) {
        Set<String> all = new LinkedHashSet<>(patients);
        all.addAll(other.patients);
        List<Item> rows = new ArrayList<>(items);
        rows.addAll(other.items);
        return new Claim(facility, all, rows);
    }

    /** These patients alone. */
    Claim only(Set<String> some) {
        return new Claim(
                facility,
                some,
                items.stream().filter(item -> some.contains(item.patient())).toList());
    }

    @Override
    public String toString() {
        return "Claim[facility " + facility + "]";
    }
}
