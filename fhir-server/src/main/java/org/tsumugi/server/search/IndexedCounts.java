package org.tsumugi.server.search;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tsumugi.search.Count;
import org.tsumugi.search.CountQuery;
import org.tsumugi.search.IndexUnavailableException;
import org.tsumugi.search.Name;
import org.tsumugi.search.NamedTypes;
import org.tsumugi.search.PersonDocument;
import org.tsumugi.search.SearchIndex;
import org.tsumugi.search.Unindexed;
import org.tsumugi.search.Visibility;

/**
 * Counts by the index, right at the moment of the question: the few persons of whom something waits to be indexed are counted as the
 * database has them now.
 */
public final class IndexedCounts {

    private static final Logger LOG = LoggerFactory.getLogger(IndexedCounts.class);

    /** Above that the database is quicker to count all by itself. */
    private static final int MOST_WAITING = 50;

    private final SearchIndex index;
    private final SearchOutbox outbox;
    private final DocumentKeys keys;
    private final Documents documents;
    private final IndexState state;

    IndexedCounts(SearchIndex index, SearchOutbox outbox, DocumentKeys keys, Documents documents, IndexState state) {
        this.index = index;
        this.outbox = outbox;
        this.keys = keys;
        this.documents = documents;
        this.state = state;
    }

    /** Empty where the index cannot be asked now, is too far behind, or the question too broad for it. */
    Optional<Count> count(CountQuery query, Visibility visibility) {
        if (!state.isUsable() || !state.knowsAllNames()) {
            return Optional.empty();
        }
        List<UUID> waiting = outbox.patients(MOST_WAITING + 1);
        if (waiting.size() > MOST_WAITING) {
            return Optional.empty();
        }
        try {
            return index.count(query, visibility, unindexed(waiting));
        } catch (IndexUnavailableException e) {
            LOG.warn("The search index cannot count: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private Unindexed unindexed(List<UUID> waiting) {
        Map<String, Optional<PersonDocument>> persons = new HashMap<>();
        if (!waiting.isEmpty()) {
            documents.of(keys.concerning(waiting)).forEach((key, document) -> persons.put(key, Optional.of(document)));
        }
        Set<Name> names = new HashSet<>();
        NamedTypes.ALL.forEach(type -> names.addAll(outbox.names(type)));
        return new Unindexed(persons, names);
    }
}
