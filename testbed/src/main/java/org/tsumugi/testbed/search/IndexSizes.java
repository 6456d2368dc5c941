package org.tsumugi.testbed.search;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What indices of one shard consist of now: the statistics of an index lag some seconds behind.
 *
 * @param segments sizes in bytes, by index
 */
record IndexSizes(SortedMap<String, List<Long>> segments) {

    static IndexSizes of(ElasticsearchClient client, String indices) throws IOException {
        SortedMap<String, List<Long>> segments = new TreeMap<>();
        client.indices()
                .segments(request -> request.index(indices))
                .indices()
                .forEach((name, index) -> segments.put(
                        name,
                        index.shards().values().stream()
                                .flatMap(List::stream)
                                .flatMap(shard -> shard.segments().values().stream())
                                .map(segment -> (long) segment.sizeInBytes())
                                .toList()));
        return new IndexSizes(segments);
    }

    long bytes() {
        return segments.values().stream().mapToLong(IndexSizes::sum).sum();
    }

    private static long sum(List<Long> sizes) {
        return sizes.stream().mapToLong(Long::longValue).sum();
    }

    /** Whether each is in one piece, and nothing else is left. */
    boolean areCompact() {
        return segments.values().stream().allMatch(sizes -> sizes.size() <= 1);
    }

    String words() {
        return segments.entrySet().stream()
                .map(index -> index.getKey() + " " + (sum(index.getValue()) >> 20) + " MB")
                .collect(Collectors.joining(", "));
    }
}
