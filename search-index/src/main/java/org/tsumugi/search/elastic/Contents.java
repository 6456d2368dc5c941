package org.tsumugi.search.elastic;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.search.Hit;
import co.elastic.clients.json.JsonData;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is in a generation, as far as it was refreshed. */
final class Contents {

    /** A page; what Elasticsearch gives at once without being told otherwise. */
    private static final int PAGE = 10_000;

    private final Searches searches;
    private final String persons;
    private final String records;

    Contents(Searches searches, String persons, String records) {
        this.searches = searches;
        this.persons = persons;
        this.records = records;
    }

    /** Digests of persons, by key. */
    Map<String, String> persons(Collection<String> keys) {
        Map<String, String> digests = new HashMap<>();
        if (!keys.isEmpty()) {
            Query query = Clauses.terms(Fields.KEY, keys);
            for (Hit<Void> hit : all(persons, query, List.of(Fields.KEY), Fields.DIGEST)) {
                digests.put(hit.sort().get(0).stringValue(), text(hit, Fields.DIGEST));
            }
        }
        return digests;
    }

    /** Digests of the records of persons, by the person's key and the record's id. */
    Map<String, Map<String, Long>> records(Collection<String> keys) {
        Map<String, Map<String, Long>> digests = new HashMap<>();
        if (!keys.isEmpty()) {
            Query query = Clauses.terms(Fields.PERSON, keys);
            for (Hit<Void> hit : all(records, query, List.of(Fields.PERSON, Fields.ID), Fields.CONTENT)) {
                digests.computeIfAbsent(hit.sort().get(0).stringValue(), key -> new HashMap<>())
                        .put(hit.sort().get(1).stringValue(), number(hit, Fields.CONTENT));
            }
        }
        return digests;
    }

    private List<Hit<Void>> all(String index, Query query, List<String> order, String field) {
        List<Hit<Void>> all = new ArrayList<>();
        List<FieldValue> after = List.of();
        while (true) {
            SearchRequest request = page(index, query, order, field, after);
            List<Hit<Void>> hits = searches.run(request, Void.class).hits().hits();
            all.addAll(hits);
            if (hits.size() < PAGE) {
                return all;
            }
            after = hits.get(hits.size() - 1).sort();
        }
    }

    private static SearchRequest page(
            String index, Query query, List<String> order, String field, List<FieldValue> after) {
        return SearchRequest.of(search -> {
            search.index(index)
                    .size(PAGE)
                    .query(query)
                    .source(source -> source.fetch(false))
                    .docvalueFields(value -> value.field(field))
                    .trackTotalHits(track -> track.enabled(false));
            order.forEach(by ->
                    search.sort(sort -> sort.field(column -> column.field(by).order(SortOrder.Asc))));
            return after.isEmpty() ? search : search.searchAfter(after);
        });
    }

    private static JsonValue value(Hit<Void> hit, String field) {
        JsonData values = hit.fields().get(field);
        if (values == null) {
            throw new IllegalStateException("Elasticsearch leaves out the field " + field);
        }
        return values.toJson().asJsonArray().get(0);
    }

    private static String text(Hit<Void> hit, String field) {
        return ((JsonString) value(hit, field)).getString();
    }

    private static long number(Hit<Void> hit, String field) {
        return ((JsonNumber) value(hit, field)).longValueExact();
    }

    /** Keys of persons that are there, after a key, in their order. */
    List<String> keysOfPersons(String after, int most) {
        return keys(persons, Fields.KEY, after, most);
    }

    /** Keys of persons of whom there are records, after a key, in their order. */
    List<String> keysOfRecords(String after, int most) {
        return keys(records, Fields.PERSON, after, most);
    }

    private List<String> keys(String index, String field, String after, int most) {
        return KeyPages.page(searches, index, field, Query.of(query -> query.matchAll(all -> all)), after, most);
    }
}
