package org.tsumugi.search.elastic;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch.core.MgetResponse;
import co.elastic.clients.elasticsearch.core.mget.MultiGetResponseItem;
import co.elastic.clients.json.JsonData;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tsumugi.search.IndexUnavailableException;

/** The versions of documents of an index as they are at this moment, refreshed or not. */
final class Versions {

    private static final int AT_ONCE = 1_000;

    private final ElasticsearchClient client;
    private final String index;

    Versions(ElasticsearchClient client, String index) {
        this.client = client;
        this.index = index;
    }

    /** By id; those that are not there are left out. */
    Map<String, Long> of(Collection<String> ids) {
        List<String> all = List.copyOf(ids);
        Map<String, Long> versions = new HashMap<>();
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            List<String> some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
            MgetResponse<JsonData> found = Calls.of(() -> client.mget(
                    get -> get.index(index).ids(some).source(source -> source.fetch(false)), JsonData.class));
            found.docs().forEach(item -> note(item, versions));
        }
        return versions;
    }

    private static void note(MultiGetResponseItem<JsonData> item, Map<String, Long> versions) {
        if (item.isFailure()) {
            throw new IndexUnavailableException("Elasticsearch does not find a document ("
                    + item.failure().error().type() + ")");
        }
        Long version = item.result().version();
        if (version != null) {
            versions.put(item.result().id(), version);
        }
    }
}
