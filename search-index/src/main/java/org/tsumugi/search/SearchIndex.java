package org.tsumugi.search;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/**
 * Questions to the index. A question that means a large part of all names is not one for the index: it has no answer here, and the
 * database's is as quick. Safe for use by many threads.
 */
public interface SearchIndex {

    /** A question may mean so many names, in all its conditions together. */
    int MOST_NAMES = 100_000;

    /** Of so many names it is told which were found. */
    int MOST_TOLD = 60_000;

    /**
     * The keys of the names of records of a type that any of the tests is met by. This is the vocabulary of the region and no answer for a
     * reader: what bears the names is asked for with a {@link Visibility}, here or in the database.
     *
     * @param unindexed names that the index may not know yet
     * @return empty where they are more than {@link #MOST_NAMES}
     * @throws IndexUnavailableException when the index cannot be asked now
     */
    Optional<Set<Long>> keys(String type, Collection<NameTest> anyOf, Unindexed unindexed);

    /**
     * An exact count. Where more than {@link #MOST_TOLD} names are looked for, it does not tell which were found.
     *
     * @return empty where more than {@link #MOST_NAMES} names are meant, or the question {@linkplain CountQuery#isTooLong() is too long}
     * @throws IndexUnavailableException when the index cannot be asked now
     */
    Optional<Count> count(CountQuery query, Visibility visibility, Unindexed unindexed);
}
