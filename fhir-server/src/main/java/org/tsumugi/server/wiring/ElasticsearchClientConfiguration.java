package org.tsumugi.server.wiring;

import java.net.URI;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tsumugi.search.elastic.Connection;
import org.tsumugi.server.access.LoopbackGuard;
import org.tsumugi.server.embedded.EmbeddedElasticsearch;
import org.tsumugi.server.home.TsumugiHome;
import org.tsumugi.server.search.SearchProperties;

/** Elasticsearch: a cluster of the operator's, or below the home directory where none is given. */
@Configuration(proxyBeanMethods = false)
class ElasticsearchClientConfiguration {

    @Bean(destroyMethod = "close")
    Connection searchConnection(SearchProperties properties, ObjectProvider<EmbeddedElasticsearch> embedded) {
        EmbeddedElasticsearch own = embedded.getIfAvailable();
        return own == null
                ? Connection.to(
                        secured(Objects.requireNonNull(properties.url())),
                        properties.username(),
                        properties.password(),
                        properties.certificate())
                : Connection.to(URI.create(own.url()), own.user(), own.password(), "");
    }

    /** What the index holds is as much to be kept secret as the database. */
    private static URI secured(URI url) {
        if ("http".equalsIgnoreCase(url.getScheme()) && !LoopbackGuard.isLoopback(url.getHost())) {
            throw new IllegalArgumentException("tsumugi.search.url is https:// but for an Elasticsearch on loopback");
        }
        return url;
    }

    /** With {@code tsumugi.search.url} set nothing of this exists. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnExpression("'${tsumugi.search.url:}'.isEmpty()")
    static class Embedded {

        @Bean
        EmbeddedElasticsearch embeddedElasticsearch(TsumugiHome home, SearchProperties properties) {
            return EmbeddedElasticsearch.start(home.subdirectory("elasticsearch"), properties.heap());
        }
    }
}
