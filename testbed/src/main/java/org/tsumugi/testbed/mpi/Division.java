package org.tsumugi.testbed.mpi;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import org.tsumugi.mpi.RecordKey;
import org.tsumugi.mpi.link.Partition;

/** A sample divided into persons by the rules, without any person's decisions. */
final class Division {

    private final Sample sample;
    private final int[] persons;
    private final int doubts;

    Division(Sample sample, Library library) {
        this.sample = sample;
        this.persons = new int[sample.size()];
        Partition partition = library.partitioning().divide(sample.normal(), List.of());
        this.doubts = partition.doubts().size();
        int person = 0;
        for (SortedSet<RecordKey> records : partition.persons()) {
            person++;
            for (RecordKey key : records) {
                persons[sample.place(key)] = person;
            }
        }
    }

    /** The number of a record's person, from 1. */
    int person(int place) {
        return persons[place];
    }

    boolean joins(int one, int other) {
        return persons[one] == persons[other];
    }

    /** What it leaves to people. */
    int doubts() {
        return doubts;
    }

    /** Pairs that were joined, directly or through others, and are of two citizens. */
    List<int[]> falsePairs() {
        List<List<Integer>> byPerson = new ArrayList<>();
        for (int person = 0; person <= sample.size(); person++) {
            byPerson.add(List.of());
        }
        for (int place = 0; place < sample.size(); place++) {
            List<Integer> members = byPerson.get(persons[place]);
            if (members.isEmpty()) {
                members = new ArrayList<>(2);
                byPerson.set(persons[place], members);
            }
            members.add(place);
        }
        List<int[]> wrong = new ArrayList<>();
        byPerson.forEach(members -> addFalse(members, wrong));
        return wrong;
    }

    private void addFalse(List<Integer> members, List<int[]> wrong) {
        Set<Long> citizens = new HashSet<>();
        members.forEach(place -> citizens.add(sample.citizen(place)));
        if (citizens.size() < 2) {
            return;
        }
        for (int one : members) {
            for (int other : members) {
                if (one < other && sample.citizen(one) != sample.citizen(other)) {
                    wrong.add(new int[] {one, other});
                }
            }
        }
    }
}
