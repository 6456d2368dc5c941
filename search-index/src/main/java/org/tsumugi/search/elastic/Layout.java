package org.tsumugi.search.elastic;

/**
 * How an index is spread over a cluster. A person is in one shard, so counts are exact with any number of them.
 *
 * @param shards at least 1
 * @param replicas 0 on a single node
 */
public record Layout(int shards, int replicas) {

    /** On a single node. */
    public static final Layout SINGLE_NODE = new Layout(1, 0);
}
