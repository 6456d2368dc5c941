package org.tsumugi.server.search;

import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.tsumugi.search.SearchIndexContract;
import org.tsumugi.search.elastic.Connection;
import org.tsumugi.search.elastic.ElasticsearchInstallation;
import org.tsumugi.search.elastic.Layout;
import org.tsumugi.search.elastic.Limits;
import org.tsumugi.server.testing.TestSearch;

/** The index in a real Elasticsearch, over several shards. */
class ElasticsearchIndexIT implements SearchIndexContract {

    private static final String GENERATION = "contract";

    private final TestSearch search = TestSearch.shared();
    private final Connection connection = Connection.to(URI.create(search.url()), search.user(), search.password(), "");
    private final String prefix = "test-" + UUID.randomUUID();
    private final Layout layout = new Layout(3, 0);
    private final ElasticsearchInstallation installation = new ElasticsearchInstallation(connection, prefix, layout);
    private final ElasticsearchInstallation narrow = new ElasticsearchInstallation(
            connection.client(),
            connection.questions(),
            prefix,
            layout,
            new Limits(Duration.ofSeconds(10), FEW_NAMES, FEW_TOLD));

    @Override
    @BeforeEach
    public void begin() {
        installation.create(GENERATION);
        installation.putInForce(GENERATION);
    }

    @AfterEach
    void end() {
        installation.delete(GENERATION);
        connection.close();
    }

    @Override
    public Parts parts() {
        return new Parts(installation.index(), installation.generation(GENERATION), narrow.index());
    }
}
