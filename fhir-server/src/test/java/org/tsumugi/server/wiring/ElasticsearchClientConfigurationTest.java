package org.tsumugi.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.tsumugi.search.elastic.Connection;
import org.tsumugi.server.search.SearchProperties;

class ElasticsearchClientConfigurationTest {

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withUserConfiguration(WithProperties.class);

    @EnableConfigurationProperties(SearchProperties.class)
    private static final class WithProperties extends ElasticsearchClientConfiguration {}

    private ApplicationContextRunner at(String url) {
        return runner.withPropertyValues("tsumugi.search.url=" + url);
    }

    @Test
    void searchConnectionShouldBeMadeOverTlsOrOnLoopback() {
        for (String url : new String[] {"https://192.0.2.1:9200", "http://127.0.0.1:9200", "http://localhost:9200/"}) {
            at(url).run(context -> assertThat(context).as(url).hasSingleBean(Connection.class));
        }
    }

    @Test
    void searchConnectionShouldNotBeMadeInTheClear() {
        for (String url : new String[] {"http://192.0.2.1:9200", "HTTP://elasticsearch.invalid"}) {
            at(url).run(context -> assertThat(context)
                    .as(url)
                    .getFailure()
                    .rootCause()
                    .hasMessageContaining("tsumugi.search.url")
                    .hasMessageNotContaining("192.0.2.1"));
        }
    }
}
