package org.tsumugi.server.search;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tsumugi.search.Count;
import org.tsumugi.search.CountQuery;
import org.tsumugi.search.IndexUnavailableException;
import org.tsumugi.search.RecordCondition;
import org.tsumugi.search.SearchIndex;
import org.tsumugi.search.Unindexed;
import org.tsumugi.search.Visibility;

/**
 * Counts by the index, right at the moment of the question: the few persons of whom something waits to be indexed are counted as the
 * database has them now.
 */
public final class IndexedCounts {

    private static final Logger LOG = LoggerFactory.getLogger(IndexedCounts.class);

    /** The index is written twice in a second, and a question takes some hundredths of one. */
    private static final int TRIES = 5;

    /** After that it is not tried again. */
    private static final Duration LONG = Duration.ofSeconds(5);

    private final SearchIndex index;
    private final Questions questions;
    private final ChangedPersons changed;

    IndexedCounts(SearchIndex index, Questions questions, ChangedPersons changed) {
        this.index = index;
        this.questions = questions;
        this.changed = changed;
    }

    /**
     * What the index says.
     *
     * @param count empty where it says nothing
     * @param later whether it may then say something later: it cannot be asked now, or is too far behind. Otherwise it never will: too many
     *     names are meant, or too much is asked
     */
    record Answer(Optional<Count> count, boolean later) {

        private static final Answer NOT_NOW = new Answer(Optional.empty(), true);
        private static final Answer NEVER = new Answer(Optional.empty(), false);
    }

    Answer count(CountQuery query, Visibility visibility) {
        try {
            return questions.ask(() -> counted(query, visibility));
        } catch (IndexUnavailableException e) {
            LOG.warn("The search index cannot count: {}", e.getMessage());
            return Answer.NOT_NOW;
        }
    }

    /** Whoever was taken up between the two looks, at the database and at the index, might be counted twice or not at all. */
    private Answer counted(CountQuery query, Visibility visibility) {
        List<String> types = query.conditions().stream()
                .map(RecordCondition::type)
                .distinct()
                .toList();
        long began = System.nanoTime();
        for (int tried = 0; tried < TRIES && System.nanoTime() - began < LONG.toNanos(); tried++) {
            long before = changed.writings();
            Optional<Unindexed> unindexed = changed.now(types);
            if (unindexed.isEmpty()) {
                return Answer.NOT_NOW;
            }
            Optional<Count> count = index.count(query, visibility, unindexed.get());
            if (count.isEmpty()) {
                return Answer.NEVER;
            }
            if (changed.writings() == before) {
                return new Answer(count, true);
            }
        }
        return Answer.NOT_NOW;
    }
}
