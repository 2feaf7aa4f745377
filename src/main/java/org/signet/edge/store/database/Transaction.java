package org.signet.edge.store.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/** A transaction in progress: its connection and the audit entries it will store. */
public final class Transaction {
    private final Handle handle;
    private final AuditTail audit;
    private boolean inTurn;

    Transaction(Handle handle, String chain) throws SQLException {
        this.handle = handle;
        handle.getConnection().setAutoCommit(false);
        this.audit = AuditTail.lock(handle, chain);
    }

    Handle handle() {
        return handle;
    }

    public AuditTail audit() {
        return audit;
    }

    /**
     * Waits until no other node looks before it changes: what a unit saw then still holds when it is stored. Only the first unit may ask for it, for
     * a transaction that holds rows and waits could wait in a circle.
     */
    void takeTurn() {
        if (!inTurn) {
            handle.select("select id from turn for update").mapTo(Integer.class).one();
            inTurn = true;
        }
    }

    boolean isInTurn() {
        return inTurn;
    }

    /** Runs the work; what it changed is undone if it throws. The place to go back to is let go of with the transaction, not by a statement more. */
    <T> T whole(Supplier<T> work) throws SQLException {
        Savepoint before = handle.getConnection().setSavepoint();
        int length = audit.length();
        try {
            return work.get();
        } catch (RuntimeException | Error e) {
            audit.cut(length);
            undo(before, e);
            throw e;
        }
    }

    private void undo(Savepoint before, Throwable because) throws SQLException {
        try {
            handle.getConnection().rollback(before);
        } catch (SQLException e) {
            e.addSuppressed(because);
            throw e;
        }
    }

    void commit() throws SQLException {
        audit.store(handle);
        Connection connection = handle.getConnection();
        connection.commit();
        connection.setAutoCommit(true);
    }

    void rollback() throws SQLException {
        Connection connection = handle.getConnection();
        connection.rollback();
        connection.setAutoCommit(true);
    }
}
