package org.tsumugi.search.elastic;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Hit;
import co.elastic.clients.json.JsonData;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.tsumugi.search.Name;
import org.tsumugi.search.NameTest;

/** The names that there are. */
final class Vocabulary {

    /** Far from so many clauses that Elasticsearch does not take them. */
    private static final int MOST_ALTERNATIVES = 500;

    /** So many documents Elasticsearch gives at once. */
    private static final int AT_ONCE = 10_000;

    private final Searches searches;
    private final String index;

    Vocabulary(Searches searches, String index) {
        this.searches = searches;
        this.index = index;
    }

    /** The keys of the names of a type that meet any of the tests; empty where they are more than so many. */
    Optional<Set<Long>> keys(String type, Collection<NameTest> anyOf, int most) {
        List<NameTest> tests =
                anyOf.stream().filter(test -> !test.isTooLong()).distinct().toList();
        Set<Long> keys = new HashSet<>();
        List<NameTest> exact = tests.stream().filter(NameQueries::isExact).toList();
        for (int from = 0; from < exact.size() && keys.size() <= most; from += MOST_ALTERNATIVES) {
            List<NameTest> some = exact.subList(from, Math.min(exact.size(), from + MOST_ALTERNATIVES));
            keys.addAll(found(type, some, most + 1));
        }
        tests.stream()
                .filter(Predicate.not(NameQueries::isExact))
                .takeWhile(test -> keys.size() <= most)
                .forEach(test -> keys.addAll(lookedAt(type, test)));
        return keys.size() > most ? Optional.empty() : Optional.of(keys);
    }

    private List<Long> found(String type, List<NameTest> anyOf, int most) {
        Query query = Clauses.all(List.of(
                Clauses.term(Fields.TYPE, type),
                Clauses.any(anyOf.stream().map(NameQueries::of).toList())));
        return KeyPages.all(searches, index, Fields.KEY, query, most).stream()
                .map(Fields::name)
                .toList();
    }

    /** Of the names that are found, those that meet the test. */
    private Set<Long> lookedAt(String type, NameTest test) {
        List<Long> found = found(type, List.of(test), Integer.MAX_VALUE);
        Set<Long> keys = new HashSet<>();
        forEach(found, (key, name) -> {
            if (test.matches(name)) {
                keys.add(key);
            }
        });
        return keys;
    }

    /** Of these names, the keys of those that are there. */
    Set<Long> there(List<Long> asked) {
        Set<Long> keys = new HashSet<>();
        forEach(asked, (key, name) -> keys.add(key));
        return keys;
    }

    private void forEach(List<Long> keys, BiConsumer<Long, Name> each) {
        for (int from = 0; from < keys.size(); from += AT_ONCE) {
            names(keys.subList(from, Math.min(keys.size(), from + AT_ONCE))).forEach(each);
        }
    }

    /** These names, at most 10,000, by key; those that are not there are left out. */
    Map<Long, Name> names(Collection<Long> keys) {
        Map<Long, Name> names = new HashMap<>();
        if (keys.isEmpty()) {
            return names;
        }
        List<String> ids = keys.stream().map(Fields::name).toList();
        SearchRequest request = SearchRequest.of(search -> search.index(index)
                .size(ids.size())
                .query(Clauses.terms(Fields.KEY, ids))
                .trackTotalHits(track -> track.enabled(false)));
        SearchResponse<JsonData> found = searches.run(request, JsonData.class);
        for (Hit<JsonData> hit : found.hits().hits()) {
            JsonData source = hit.source();
            if (source != null) {
                var name = source.toJson().asJsonObject();
                names.put(
                        Fields.name(name.getString(Fields.KEY)),
                        new Name(name.getString(Fields.TYPE), name.getString(Fields.NAME)));
            }
        }
        return names;
    }
}
