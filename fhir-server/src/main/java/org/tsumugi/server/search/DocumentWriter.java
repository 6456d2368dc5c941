package org.tsumugi.server.search;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcOperations;
import org.tsumugi.search.Generation;
import org.tsumugi.search.Generation.Versioned;
import org.tsumugi.search.Generation.Written;
import org.tsumugi.search.PersonDocument;

/**
 * Writes documents as the database has them now, each with a later version than any before: what comes too late to the index, from a
 * process that was thought dead, stays out. To be used under the {@link WriteLock}; joins its transaction.
 */
final class DocumentWriter {

    private static final Logger LOG = LoggerFactory.getLogger(DocumentWriter.class);

    private final JdbcOperations jdbc;
    private final Documents documents;
    private final WrittenDocuments noted;

    DocumentWriter(JdbcOperations jdbc, Documents documents, WrittenDocuments noted) {
        this.jdbc = jdbc;
        this.documents = documents;
        this.noted = noted;
    }

    /**
     * Writes documents to every generation that there is; they count when it returns.
     *
     * @return keys of documents that the index does not take
     */
    Set<String> writeToAll(List<Generation> all, Collection<String> keys) {
        Map<String, PersonDocument> now = documents.of(keys);
        jdbc.queryForObject("select nextval('tsumugi.search_writing')", Long.class);
        Set<String> refused = write(all, now);
        noted.complete(now.values().stream()
                .filter(document -> !refused.contains(document.key()))
                .toList());
        return refused;
    }

    /**
     * Writes documents to a generation that is being made; they count when it returns. In the others they are as they were.
     *
     * @return keys of documents that the index does not take
     */
    Set<String> writeToOne(Generation made, Collection<String> keys) {
        return write(List.of(made), documents.of(keys));
    }

    private Set<String> write(List<Generation> written, Map<String, PersonDocument> now) {
        noted.begin(now.values());
        List<Versioned> versioned = versioned(now.values());
        Set<String> refused = new HashSet<>();
        for (Generation generation : written) {
            // of a writer that died it is not known whether what it wrote can be seen yet, and what a person had is
            // looked for
            generation.refresh();
            Written outcome = generation.write(versioned);
            Map<String, String> refusals = new HashMap<>(outcome.refused());
            if (!outcome.later().isEmpty()) {
                refusals.putAll(overtake(generation, outcome.later(), now));
            }
            refusals.values().forEach(reason -> LOG.error("The index does not take a person's document: {}", reason));
            refused.addAll(refusals.keySet());
            generation.refresh();
        }
        return refused;
    }

    private List<Versioned> versioned(Collection<PersonDocument> now) {
        Iterator<Long> versions = jdbc.queryForList(
                        "select nextval('tsumugi.search_version') from generate_series(1, ?)", Long.class, now.size())
                .iterator();
        return now.stream()
                .map(document -> new Versioned(document, versions.next()))
                .toList();
    }

    /**
     * The database is an earlier one than that which the index was written from: it was brought back from a copy.
     *
     * @return what the index does not take
     */
    private Map<String, String> overtake(
            Generation generation, Map<String, Long> later, Map<String, PersonDocument> now) {
        long highest = later.values().stream().mapToLong(Long::longValue).max().orElse(0);
        LOG.warn("The index has later versions than the database; going on above them");
        jdbc.queryForObject(
                "select setval('tsumugi.search_version', greatest(?, last_value)) from tsumugi.search_version",
                Long.class,
                highest);
        generation.refresh();
        Written outcome = generation.write(
                versioned(later.keySet().stream().map(key -> require(now, key)).toList()));
        if (!outcome.later().isEmpty()) {
            throw new IllegalStateException("another process writes the index of this database");
        }
        return outcome.refused();
    }

    private static PersonDocument require(Map<String, PersonDocument> documents, String key) {
        PersonDocument document = documents.get(key);
        if (document == null) {
            throw new IllegalStateException("the index tells of a document that was not written");
        }
        return document;
    }
}
