package org.tsumugi.server.embedded;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Makes the server's database at the first start and checks that what PostgreSQL commits is durable. */
final class DatabaseBootstrap {

    private DatabaseBootstrap() {}

    static void prepare(EmbeddedPostgres postgres) {
        try (Connection connection = DriverManager.getConnection(
                        postgres.jdbcUrl("postgres"), EmbeddedPostgres.USER, postgres.password());
                Statement statement = connection.createStatement()) {
            for (String setting : new String[] {"fsync", "synchronous_commit", "full_page_writes"}) {
                requireOn(statement, setting);
            }
            createDatabase(statement);
        } catch (SQLException e) {
            throw new EmbeddedDatabaseException("The embedded PostgreSQL runs but does not answer", e);
        }
    }

    private static void requireOn(Statement statement, String setting) throws SQLException {
        String value = value(statement, "show " + setting);
        if (!"on".equals(value)) {
            throw new EmbeddedDatabaseException("The embedded PostgreSQL runs with " + setting + "=" + value
                    + ", which can lose acknowledged data. Remove the setting from the cluster.");
        }
    }

    private static void createDatabase(Statement statement) throws SQLException {
        String count = value(
                statement, "select count(*) from pg_database where datname = '" + EmbeddedPostgres.DATABASE + "'");
        if ("0".equals(count)) {
            statement.execute("create database " + EmbeddedPostgres.DATABASE);
        }
    }

    private static String value(Statement statement, String query) throws SQLException {
        try (ResultSet result = statement.executeQuery(query)) {
            if (!result.next()) {
                throw new EmbeddedDatabaseException("PostgreSQL gave no answer to: " + query);
            }
            return result.getString(1);
        }
    }
}
