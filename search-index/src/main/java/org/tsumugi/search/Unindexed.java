package org.tsumugi.search;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the one who asks knows to have changed since the index was written: it counts as it is here. So an answer is right at the moment
 * of the question, however far behind the index is.
 *
 * @param persons by key, what they are now; empty for those who are not any more
 * @param names that the index may not know yet
 */
public record Unindexed(Map<String, Optional<PersonDocument>> persons, Set<Name> names) {

    public Unindexed {
        persons = Map.copyOf(persons);
        names = Set.copyOf(names);
    }

    /** The index is known to be up to date, or it does not matter. */
    public static Unindexed nothing() {
        return new Unindexed(Map.of(), Set.of());
    }
}
