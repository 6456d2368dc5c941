package org.tsumugi.search.elastic;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
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
import java.util.Set;
import org.tsumugi.search.Name;
import org.tsumugi.search.NameTest;

/** The names that there are. */
final class Vocabulary {

    private final ElasticsearchClient client;
    private final String index;

    Vocabulary(ElasticsearchClient client, String index) {
        this.client = client;
        this.index = index;
    }

    /** The keys of the names of a type that meet any of the tests. */
    Set<Long> keys(String type, Collection<NameTest> anyOf) {
        Query query = Clauses.all(List.of(
                Clauses.term(Fields.TYPE, type),
                Clauses.any(anyOf.stream().map(Vocabulary::test).toList())));
        Set<Long> keys = new HashSet<>();
        KeyPages.all(client, index, Fields.KEY, query).forEach(key -> keys.add(Fields.name(key)));
        return keys;
    }

    private static Query test(NameTest test) {
        String text = test.folded();
        return switch (test.mode()) {
            case EXACT -> Clauses.term(Fields.NAME, text);
            case START ->
                Query.of(q -> q.prefix(prefix -> prefix.field(Fields.NAME).value(text)));
            case CONTAINS ->
                Bigrams.has(text)
                        ? Query.of(q -> q.matchPhrase(
                                phrase -> phrase.field(Fields.BIGRAMS).query(Bigrams.of(text))))
                        : Query.of(q -> q.wildcard(
                                wildcard -> wildcard.field(Fields.NAME).value("*" + escaped(text) + "*")));
        };
    }

    private static String escaped(String text) {
        return text.replaceAll("[*?\\\\]", "\\\\$0");
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
        SearchResponse<JsonData> found = Calls.of(() -> client.search(request, JsonData.class));
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
