package org.tsumugi.testbed.search;

import java.io.IOException;
import java.io.StringReader;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.tsumugi.search.Generation;
import org.tsumugi.search.SearchIndex;
import org.tsumugi.search.Unindexed;
import org.tsumugi.search.Visibility;
import org.tsumugi.search.elastic.ElasticsearchInstallation;
import org.tsumugi.search.elastic.Layout;
import org.tsumugi.search.elastic.Limits;
import org.tsumugi.testbed.search.data.SyntheticRegion;
import org.tsumugi.testbed.search.data.Vocabulary;

/** An index of its own beside the server's, which is gone in the end. */
final class BenchIndex implements AutoCloseable {

    private static final String PREFIX = "search-bench";
    private static final String ALL = PREFIX + "-*";
    private static final String GENERATION = "1";
    private static final long POLL_MILLIS = 500;
    private static final int MOST_SECONDS = 1_800;

    private final HomeElasticsearch elasticsearch;
    private final ElasticsearchInstallation installation;

    /** Makes it, in place of what a run that broke off left. */
    BenchIndex(HomeElasticsearch elasticsearch) {
        this.elasticsearch = elasticsearch;
        this.installation = new ElasticsearchInstallation(
                elasticsearch.client(), elasticsearch.client(), PREFIX, Layout.SINGLE_NODE, Limits.USUAL);
        installation.delete(GENERATION);
        installation.create(GENERATION);
        installation.putInForce(GENERATION);
    }

    /** Writes all people, and says how fast and how large. */
    String load(SyntheticRegion region, Vocabulary vocabulary) throws IOException, InterruptedException {
        Generation generation = installation.generation(GENERATION);
        Stopwatch naming = new Stopwatch();
        generation.addNames(vocabulary.names());
        double named = naming.seconds();
        Stopwatch writing = new Stopwatch();
        new BulkLoad(generation, vocabulary).run(region);
        generation.refresh();
        double written = writing.seconds();
        IndexSizes loose = sizes();
        Stopwatch compacting = new Stopwatch();
        IndexSizes compact = compacted(generation);
        long records = region.size().records();
        return String.format(
                Locale.ROOT,
                "index: %,d names in %.0f s; %,d records in %.0f s by %d threads, %,.0f records/s; %,d bytes per record, %,d after"
                        + " %.0f s of compaction (%s)",
                vocabulary.names().size(),
                named,
                records,
                written,
                BulkLoad.THREADS,
                records / written,
                loose.bytes() / records,
                compact.bytes() / records,
                compacting.seconds(),
                compact.words());
    }

    /** As the server does with what it has written, but waiting for the end. */
    private IndexSizes compacted(Generation generation) throws IOException, InterruptedException {
        installation.compact(GENERATION);
        IndexSizes sizes = sizes();
        Stopwatch waiting = new Stopwatch();
        while (!sizes.areCompact()) {
            if (waiting.seconds() > MOST_SECONDS) {
                throw new IOException("the index is not compact after " + MOST_SECONDS + " s: " + sizes.words());
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            generation.refresh();
            sizes = sizes();
        }
        // answers from memory of whole requests are no searches
        Object ignored = elasticsearch
                .client()
                .indices()
                .putSettings(settings ->
                        settings.index(ALL).withJson(new StringReader("{\"index.requests.cache.enable\": false}")));
        return sizes;
    }

    private IndexSizes sizes() throws IOException {
        return IndexSizes.of(elasticsearch.client(), ALL);
    }

    /** Counts for readers of these groups; none for everybody. */
    Counter counter(Set<String> denied) {
        SearchIndex index = installation.index();
        Visibility visibility = Visibility.ofRegion(Set.of(), denied);
        return new Counter() {
            @Override
            public void forget() throws IOException {
                elasticsearch.clearCaches(ALL);
            }

            @Override
            public long count(Question question, int variation) {
                return index.count(question.query(variation), visibility, Unindexed.nothing())
                        .orElseThrow()
                        .total();
            }
        };
    }

    @Override
    public void close() {
        installation.delete(GENERATION);
    }
}
