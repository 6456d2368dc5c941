package org.tsumugi.testbed.mpi;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.tsumugi.mpi.postgres.PostgresIndexStore;

/** The index's tables in a schema of their own, which is gone in the end. */
final class BenchSchema implements AutoCloseable {

    static final String NAME = "mpi_bench";

    private static final String TABLES = "V16__person_index.sql";

    private final Database database;

    /** Makes it, in place of what a run that broke off left. */
    BenchSchema(Database database) throws IOException, SQLException {
        this.database = database;
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("drop schema if exists " + NAME + " cascade");
            statement.execute("create schema " + NAME);
            statement.execute("set search_path to " + NAME);
            statement.execute(tables());
        }
    }

    /** Opens connections. */
    @FunctionalInterface
    interface Database {
        Connection connect() throws IOException, SQLException;
    }

    private static String tables() throws IOException {
        try (InputStream in = PostgresIndexStore.class.getResourceAsStream(TABLES)) {
            if (in == null) {
                throw new IOException(TABLES + " is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    Connection connect() throws IOException, SQLException {
        return database.connect();
    }

    @Override
    public void close() throws IOException, SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("drop schema if exists " + NAME + " cascade");
        }
    }
}
