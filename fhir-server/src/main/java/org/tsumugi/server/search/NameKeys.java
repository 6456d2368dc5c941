package org.tsumugi.server.search;

import java.util.Optional;
import java.util.Set;

/** Which names are meant. */
public interface NameKeys {

    /**
     * Keys of all names that meet a condition, whoever bears them.
     *
     * @return empty where they are so many that the database had better compare all names by itself
     * @throws org.tsumugi.server.outcome.RefusedException 503 when the search index cannot be asked now
     */
    Optional<Set<Long>> of(NameCondition condition);
}
