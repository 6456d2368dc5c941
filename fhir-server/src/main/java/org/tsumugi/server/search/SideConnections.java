package org.tsumugi.server.search;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A few connections to the database for those who hold one already and need another beside it. Out of the same pool they could wait for
 * each other until all have waited too long.
 */
public final class SideConnections implements AutoCloseable {

    /** For all who ask the index at a time, and whoever writes it. */
    private static final int MOST = Questions.AT_A_TIME + 1;

    private final HikariDataSource pool;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate atOneMoment;
    private final TransactionTemplate apart;

    /** Connections to the same database in the same way; one is opened when it is needed. */
    public SideConnections(DataSource main) {
        HikariConfig config = new HikariConfig();
        try {
            main.unwrap(HikariDataSource.class).copyStateTo(config);
        } catch (SQLException e) {
            throw new IllegalArgumentException("connections that are not pooled as the server's own are", e);
        }
        config.setPoolName("search");
        config.setMaximumPoolSize(MOST);
        config.setMinimumIdle(0);
        pool = new HikariDataSource(config);
        jdbc = new JdbcTemplate(pool);
        DataSourceTransactionManager transactions = new DataSourceTransactionManager(pool);
        apart = new TransactionTemplate(transactions);
        atOneMoment = new TransactionTemplate(transactions);
        atOneMoment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        atOneMoment.setReadOnly(true);
    }

    /**
     * For use within the transactions of this class. Without one of them a connection that is taken within another transaction stays
     * taken until that ends.
     */
    JdbcOperations jdbc() {
        return jdbc;
    }

    /** Transactions that are committed whatever becomes of the caller's own. */
    TransactionTemplate apart() {
        return apart;
    }

    /** Transactions that only read, and see the database as it is when they begin. */
    TransactionTemplate atOneMoment() {
        return atOneMoment;
    }

    @Override
    public void close() {
        pool.close();
    }
}
