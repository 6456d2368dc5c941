package org.tsumugi.search.elastic;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import java.time.Duration;
import java.util.function.Supplier;
import org.tsumugi.search.IndexOverloadedException;
import org.tsumugi.search.IndexUnavailableException;

/** Searches within a time. An answer that is not of all that was searched is none. */
final class Searches {

    private final ElasticsearchClient client;
    private final Supplier<Duration> left;

    private Searches(ElasticsearchClient client, Supplier<Duration> left) {
        this.client = client;
        this.left = left;
    }

    /** Each may take so long. */
    static Searches each(ElasticsearchClient client, Duration limit) {
        return new Searches(client, () -> limit);
    }

    /** All together may take so long from now on. */
    static Searches together(ElasticsearchClient client, Duration limit) {
        long since = System.nanoTime();
        return new Searches(client, () -> limit.minusNanos(System.nanoTime() - since));
    }

    /** @throws IndexUnavailableException when there is no whole answer in time */
    <T> SearchResponse<T> run(SearchRequest search, Class<T> type) {
        long millis = left.get().toMillis();
        if (millis <= 0) {
            throw new IndexOverloadedException("Elasticsearch takes too long");
        }
        SearchRequest request = search.rebuild()
                .timeout(Math.max(1, millis * 9 / 10) + "ms")
                .allowPartialSearchResults(false)
                .build();
        ElasticsearchClient within = TimeLimit.within(client, Duration.ofMillis(millis));
        SearchResponse<T> response = Calls.of(() -> within.search(request, type));
        if (response.timedOut()) {
            throw new IndexOverloadedException("Elasticsearch takes too long");
        }
        if (response.shards().failed().intValue() > 0) {
            throw new IndexUnavailableException("Elasticsearch has not searched all of the index");
        }
        return response;
    }
}
