package org.tsumugi.server.search;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tsumugi.search.IndexUnavailableException;
import org.tsumugi.search.Name;
import org.tsumugi.search.SearchIndex;
import org.tsumugi.search.Unindexed;
import org.tsumugi.server.outcome.Failure;
import org.tsumugi.server.outcome.RefusedException;

/** Finds names in the index, and among those that the index does not have yet. */
final class IndexedNames implements NameKeys {

    static final Duration RETRY = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(IndexedNames.class);

    private static final int MOST_WAITING = 5_000;

    /** With more the database is as quick by itself, and a search may have many conditions. */
    private static final int MOST_KEYS = 20_000;

    private final SearchIndex index;
    private final SearchOutbox outbox;
    private final Questions questions;

    IndexedNames(SearchIndex index, SearchOutbox outbox, Questions questions) {
        this.index = index;
        this.outbox = outbox;
        this.questions = questions;
    }

    /** @throws RefusedException 503 when names cannot be searched now */
    @Override
    public Optional<Set<Long>> of(NameCondition condition) {
        try {
            return questions.ask(() -> found(condition)).filter(keys -> keys.size() <= MOST_KEYS);
        } catch (IndexUnavailableException e) {
            LOG.warn("Names cannot be searched: {}", e.getMessage());
            throw new RefusedException(Failure.SEARCH_UNAVAILABLE, RETRY);
        }
    }

    /** What waits is looked at first: it may be in the index by the time that is asked. */
    private Optional<Set<Long>> found(NameCondition condition) {
        List<Name> waiting = outbox.names(List.of(condition.type()), MOST_WAITING + 1);
        return waiting.size() > MOST_WAITING
                ? Optional.empty()
                : index.keys(condition.type(), condition.anyOf(), new Unindexed(Map.of(), new HashSet<>(waiting)));
    }
}
