package org.tsumugi.search;

import java.util.List;

/**
 * An exact number, and what was found for it.
 *
 * @param total how many
 * @param names the names that were looked for and found, the most frequent first, ties by name; the first {@link #MOST_NAMES}. Those of
 *     all records that exist for the one who asks and meet one of the conditions; where records are counted, of those that count.
 * @param moreNames whether there are more, or may be
 */
public record Count(long total, List<Found> names, boolean moreNames) {

    /** So many names are told. */
    public static final int MOST_NAMES = 50;

    public Count {
        names = List.copyOf(names);
    }

    /**
     * A name.
     *
     * @param name in folded form
     * @param records how many records bear it
     */
    public record Found(Name name, long records) {}
}
