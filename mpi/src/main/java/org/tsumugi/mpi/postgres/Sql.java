package org.tsumugi.mpi.postgres;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.UUID;

/** Statements on one connection, with table names in the index's schema and lists as arrays. */
final class Sql {

    private final Connection connection;
    private final String schema;

    /** @param schema where the tables are */
    Sql(Connection connection, String schema) {
        if (!schema.matches("[a-z_][a-z0-9_]*")) {
            throw new IllegalArgumentException("not the name of a schema");
        }
        this.connection = connection;
        this.schema = schema;
    }

    /** Takes in one row. */
    @FunctionalInterface
    interface Row {
        void read(ResultSet row) throws SQLException;
    }

    /** Asks; {@code ~} before a table's name stands for the schema. */
    void query(String sql, Row each, Object... arguments) {
        try (PreparedStatement statement = prepare(sql, arguments);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                each.read(rows);
            }
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    /** Changes; returns how many rows. */
    int update(String sql, Object... arguments) {
        try (PreparedStatement statement = prepare(sql, arguments)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    /** Changes, once for each set of arguments. */
    void batch(String sql, Collection<Object[]> rows) {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql.replace("~", schema + "."))) {
            for (Object[] row : rows) {
                for (int i = 0; i < row.length; i++) {
                    statement.setObject(i + 1, row[i]);
                }
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    private PreparedStatement prepare(String sql, Object... arguments) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql.replace("~", schema + "."));
        for (int i = 0; i < arguments.length; i++) {
            statement.setObject(i + 1, arguments[i]);
        }
        return statement;
    }

    Array uuids(Collection<UUID> values) {
        return array("uuid", values);
    }

    Array texts(Collection<String> values) {
        return array("text", values);
    }

    Array longs(Collection<Long> values) {
        return array("bigint", values);
    }

    Array integers(Collection<Integer> values) {
        return array("integer", values);
    }

    private Array array(String type, Collection<?> values) {
        try {
            return connection.createArrayOf(type, values.toArray());
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }
}
