package org.tsumugi.mpi.index;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.tsumugi.mpi.RecordKey;

/** Which ID a person has: the one given out first of those that belong to the person's records. */
final class PersonIds {

    private final Map<RecordKey, IssuedId> first = new HashMap<>();

    private PersonIds() {}

    static PersonIds of(Collection<IssuedId> issued) {
        PersonIds ids = new PersonIds();
        ids.add(issued);
        return ids;
    }

    void add(Collection<IssuedId> issued) {
        issued.forEach(id -> first.merge(id.anchor(), id, PersonIds::earlier));
    }

    private static IssuedId earlier(IssuedId one, IssuedId other) {
        return one.number() <= other.number() ? one : other;
    }

    /** The ID of the person whose records these are.*/
    Optional<IssuedId> person(Collection<RecordKey> person) {
        return person.stream().filter(first::containsKey).map(first::get).reduce(PersonIds::earlier);
    }
}
