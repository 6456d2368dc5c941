package org.tsumugi.server.search;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tsumugi.search.IndexUnavailableException;
import org.tsumugi.search.SearchIndex;
import org.tsumugi.search.Unindexed;
import org.tsumugi.server.outcome.Failure;
import org.tsumugi.server.outcome.RefusedException;

/** Finds names in the index, and among those that the index does not have yet. */
final class IndexedNames implements NameKeys {

    static final Duration RETRY = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(IndexedNames.class);

    private final SearchIndex index;
    private final SearchOutbox outbox;
    private final IndexState state;

    IndexedNames(SearchIndex index, SearchOutbox outbox, IndexState state) {
        this.index = index;
        this.outbox = outbox;
        this.state = state;
    }

    /** @throws RefusedException 503 when names cannot be searched now */
    @Override
    public Set<Long> of(NameCondition condition) {
        if (!state.isUsable() || !state.knowsAllNames()) {
            throw new RefusedException(Failure.SEARCH_UNAVAILABLE, RETRY);
        }
        try {
            return index.keys(
                            condition.type(),
                            condition.anyOf(),
                            new Unindexed(Map.of(), Set.copyOf(outbox.names(condition.type()))))
                    .orElseThrow(() -> new RefusedException(Failure.SEARCH_UNAVAILABLE, RETRY));
        } catch (IndexUnavailableException e) {
            LOG.warn("Names cannot be searched: {}", e.getMessage());
            throw new RefusedException(Failure.SEARCH_UNAVAILABLE, RETRY);
        }
    }
}
