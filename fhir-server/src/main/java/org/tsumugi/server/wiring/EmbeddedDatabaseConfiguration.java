package org.tsumugi.server.wiring;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tsumugi.server.embedded.EmbeddedElasticsearch;
import org.tsumugi.server.embedded.EmbeddedPostgres;
import org.tsumugi.server.home.TsumugiHome;

/**
 * The database of a server that was given none: PostgreSQL below the home directory. With {@code spring.datasource.url} set
 * nothing of this exists and Spring Boot makes the DataSource.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("'${spring.datasource.url:}'.isEmpty()")
class EmbeddedDatabaseConfiguration {

    /** Elasticsearch, where it is embedded too, is started first: it does so by itself, and needs longest. */
    @Bean
    EmbeddedPostgres embeddedPostgres(TsumugiHome home, ObjectProvider<EmbeddedElasticsearch> search) {
        search.ifAvailable(started -> {});
        return EmbeddedPostgres.start(home.subdirectory("postgresql"));
    }

    @Bean
    @ConfigurationProperties("spring.datasource.hikari")
    HikariDataSource dataSource(EmbeddedPostgres postgres) {
        HikariDataSource dataSource = new HikariDataSource();
        dataSource.setJdbcUrl(postgres.jdbcUrl());
        dataSource.setUsername(EmbeddedPostgres.USER);
        dataSource.setPassword(postgres.password());
        return dataSource;
    }
}
