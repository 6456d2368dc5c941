package org.tsumugi.search.elastic;

import java.time.Duration;
import org.tsumugi.search.SearchIndex;

/**
 * What a question may take. Writing takes its time, and is not bound by this.
 *
 * @param answer how long one question may take
 * @param names how many names may be meant ({@link SearchIndex#MOST_NAMES})
 * @param told of how many names it is told which were found ({@link SearchIndex#MOST_TOLD})
 */
public record Limits(Duration answer, int names, int told) {

    /** Whoever asks waits for the answer. */
    public static final Limits USUAL =
            new Limits(Duration.ofSeconds(10), SearchIndex.MOST_NAMES, SearchIndex.MOST_TOLD);
}
