package org.tsumugi.server.search;

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

    private final SearchIndex index;
    private final Questions questions;
    private final ChangedPersons changed;

    IndexedCounts(SearchIndex index, Questions questions, ChangedPersons changed) {
        this.index = index;
        this.questions = questions;
        this.changed = changed;
    }

    /** Empty where the index cannot be asked now, is too far behind, or is asked for too many names. */
    Optional<Count> count(CountQuery query, Visibility visibility) {
        try {
            return questions.ask(() -> counted(query, visibility));
        } catch (IndexUnavailableException e) {
            LOG.warn("The search index cannot count: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /** Whoever was taken up between the two looks, at the database and at the index, might be counted twice or not at all. */
    private Optional<Count> counted(CountQuery query, Visibility visibility) {
        List<String> types = query.conditions().stream()
                .map(RecordCondition::type)
                .distinct()
                .toList();
        for (int tried = 0; tried < TRIES; tried++) {
            long before = changed.writings();
            Optional<Unindexed> unindexed = changed.now(types);
            if (unindexed.isEmpty()) {
                return Optional.empty();
            }
            Optional<Count> count = index.count(query, visibility, unindexed.get());
            if (changed.writings() == before) {
                return count;
            }
        }
        return Optional.empty();
    }
}
