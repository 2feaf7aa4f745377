package org.signet.edge.store.database;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;

/**
 * Takes a connection out of the pool whose database is gone: H2's own codes for that, which the pool does not know. Without
 * it a pool under load hands the same dead connections out for ever, after the process that served the file was killed.
 */
public final class LostConnection implements SQLExceptionOverride {
    private static final int CONNECTION_BROKEN = 90067;
    private static final int DATABASE_CLOSED = 90098;
    private static final int DATABASE_CLOSED_AT_SHUTDOWN = 90121;
    private static final Set<Integer> GONE = Set.of(CONNECTION_BROKEN, DATABASE_CLOSED, DATABASE_CLOSED_AT_SHUTDOWN);

    /** Whether the database is gone, rather than unwilling: it was not reached, or ended the connection (SQLSTATE 08 and 57P). */
    static boolean is(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql
                    && (GONE.contains(sql.getErrorCode())
                            || sql instanceof SQLTransientConnectionException
                            || String.valueOf(sql.getSQLState()).matches("(08|57P).*"))) {
                return true;
            }
        }
        return false;
    }

    @java.lang.Override
    public Override adjudicate(SQLException failure) {
        return GONE.contains(failure.getErrorCode()) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
    }
}
