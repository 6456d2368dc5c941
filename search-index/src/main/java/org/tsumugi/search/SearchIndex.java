package org.tsumugi.search;

import java.util.Collection;
import java.util.Set;

/** Questions to the index. Safe for use by many threads. */
public interface SearchIndex {

    /**
     * The keys of the names of records of a type that any of the tests is met by. This is the vocabulary of the region and no answer for a
     * reader: what bears the names is asked for with a {@link Visibility}, here or in the database.
     *
     * @param unindexed names that the index may not know yet
     * @throws IndexUnavailableException when the index cannot be asked now
     */
    Set<Long> keys(String type, Collection<NameTest> anyOf, Unindexed unindexed);

    /**
     * An exact count.
     *
     * @throws IndexUnavailableException when the index cannot be asked now
     */
    Count count(CountQuery query, Visibility visibility, Unindexed unindexed);
}
