package org.tsumugi.testbed.search;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;

/** Counts by SQL on one connection. To forget is to take another one, which has no plan and nothing of the catalogue in memory. */
final class SqlCounter implements Counter {

    private final BenchTables.Database database;
    private final SqlForm form;
    private final Set<String> denied;
    private Connection connection;

    SqlCounter(BenchTables.Database database, SqlForm form, Set<String> denied) throws IOException, SQLException {
        this.database = database;
        this.form = form;
        this.denied = Set.copyOf(denied);
        this.connection = database.connect();
    }

    @Override
    public void forget() throws IOException, SQLException {
        connection.close();
        connection = database.connect();
    }

    @Override
    public long count(Question question, int variation) throws SQLException {
        return count(connection, SqlQuestion.of(question.query(variation), denied, form));
    }

    static long count(Connection connection, SqlQuestion question) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(question.sql())) {
            for (int i = 0; i < question.values().size(); i++) {
                statement.setObject(i + 1, question.values().get(i));
            }
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
