package org.tsumugi.search.elastic;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregate;
import co.elastic.clients.elasticsearch._types.aggregations.CompositeAggregationSource;
import co.elastic.clients.elasticsearch._types.aggregations.CompositeBucket;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The different values of a field, page by page: much faster than the documents themselves. */
final class KeyPages {

    /** So many buckets Elasticsearch gives at most, about. */
    static final int MOST = 60_000;

    private static final String PAGE = "page";

    private KeyPages() {}

    /** All values, or so many of them. */
    static List<String> all(Searches searches, String index, String field, Query query, int most) {
        List<String> all = new ArrayList<>();
        String after = "";
        while (all.size() < most) {
            int size = Math.min(MOST, most - all.size());
            List<String> page = page(searches, index, field, query, after, size);
            all.addAll(page);
            if (page.size() < size) {
                return all;
            }
            after = page.get(page.size() - 1);
        }
        return all;
    }

    /**
     * The values after one, in their order.
     *
     * @param after empty for the first ones
     */
    static List<String> page(Searches searches, String index, String field, Query query, String after, int most) {
        Aggregate page = searches.run(request(index, field, query, after, most), Void.class)
                .aggregations()
                .get(PAGE);
        if (page == null) {
            throw new IllegalStateException("Elasticsearch leaves out the values of " + field);
        }
        List<String> values = new ArrayList<>();
        for (CompositeBucket bucket : page.composite().buckets().array()) {
            FieldValue value = bucket.key().get(field);
            if (value != null) {
                values.add(value.stringValue());
            }
        }
        return values;
    }

    private static SearchRequest request(String index, String field, Query query, String after, int most) {
        CompositeAggregationSource values =
                CompositeAggregationSource.of(source -> source.terms(by -> by.field(field)));
        return SearchRequest.of(search -> search.index(index)
                .size(0)
                .trackTotalHits(track -> track.enabled(false))
                .query(query)
                .aggregations(
                        PAGE,
                        aggregation -> aggregation.composite(composite -> {
                            composite.size(most).sources(Map.of(field, values));
                            return after.isEmpty() ? composite : composite.after(field, FieldValue.of(after));
                        })));
    }
}
