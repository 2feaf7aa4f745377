package org.signet.edge.store.tables;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jdbi.v3.core.Handle;
import org.signet.model.Bytes;

/**
 * Rows as they come, none kept.
 *
 * @param alone whether its transaction is for it alone
 */
record TableRows(Connection connection, boolean alone, Statement statement, ResultSet found) implements AutoCloseable {
    private static final int FETCHED = 1_000;

    static TableRows of(Handle handle, String sql) throws SQLException {
        Connection connection = handle.getConnection();
        boolean alone = connection.getAutoCommit();
        if (alone) {
            connection.setAutoCommit(false);
        }
        Statement statement = connection.createStatement();
        statement.setFetchSize(FETCHED);
        return new TableRows(connection, alone, statement, statement.executeQuery(sql));
    }

    boolean next() throws SQLException {
        return found.next();
    }

    Object value(int column) throws SQLException {
        return found.getObject(column);
    }

    /** The value, so that no two rows of different values are the same text. */
    String text(int column) {
        try {
            Object value = value(column);
            if (value == null) {
                return "-;";
            }
            String text = value instanceof byte[] octets
                    ? Bytes.of(octets).hex()
                    : value instanceof Number number ? Long.toString(number.longValue()) : value.toString();
            return text.length() + ":" + text + ";";
        } catch (SQLException e) {
            throw new IllegalStateException("a row cannot be read", e);
        }
    }

    @Override
    public void close() throws SQLException {
        try (found;
                statement) {
            // Nothing was changed by reading.
        } finally {
            if (alone) {
                connection.setAutoCommit(true);
            }
        }
    }
}
