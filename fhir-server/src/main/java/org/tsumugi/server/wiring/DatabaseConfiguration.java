package org.tsumugi.server.wiring;

import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsumugi.server.facility.Facilities;
import org.tsumugi.server.schema.DatabaseSchema;

/**
 * The migrated database and what works on it directly. {@link JdbcTemplate} joins HAPI's transactions: both use the one
 * JPA transaction manager on the one DataSource.
 */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    @Bean
    DatabaseSchema databaseSchema(DataSource dataSource) {
        return DatabaseSchema.migrate(dataSource);
    }

    @Bean
    JdbcTemplate jdbcTemplate(DatabaseSchema schema) {
        return new JdbcTemplate(schema.dataSource());
    }

    @Bean
    TransactionTemplate transactionTemplate(PlatformTransactionManager transactionManager) {
        return new TransactionTemplate(transactionManager);
    }

    @Bean
    Facilities facilities(JdbcTemplate jdbcTemplate, Clock clock) {
        return new Facilities(jdbcTemplate, clock);
    }
}
