package org.tsumugi.server.search;

import java.util.Set;

/** Which names are meant. */
public interface NameKeys {

    /**
     * Keys of all names that meet a condition, whoever bears them.
     *
     * @throws org.tsumugi.search.IndexUnavailableException when the search index cannot be asked now
     */
    Set<Long> of(NameCondition condition);
}
