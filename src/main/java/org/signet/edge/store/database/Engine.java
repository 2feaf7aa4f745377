package org.signet.edge.store.database;

import com.zaxxer.hikari.HikariConfig;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.signet.model.Unavailable;

/** The program that keeps the tables, and what differs between those that Signet knows. Statements do not: they are written for both. */
interface Engine {

    /** How to reach it, made ready to be opened; throws {@link Unavailable} if that cannot be. */
    HikariConfig connections();

    /** What changes the schema, which may take long. */
    DataSource schema(DataSource pool);

    /** 32 octets of zero as a literal. */
    String noHash();

    /** Whether several nodes, each with its own chain of the audit log, may work on it. */
    boolean isShared();

    /** Locks a name until the transaction ends, where transactions of several nodes run at once. */
    void claim(Handle handle, String what);

    /** The chain of the audit log that this node writes. */
    String chain();

    /** How many numbers for rows are taken at once. */
    int numbersAhead();

    /** Whether a session must be told to give rows as they are asked for, rather than to keep all of them first. */
    boolean keepsRows();

    /** Refuses a database in which texts would not be ordered or kept as they must be. */
    void check(DataSource pool);

    Disk disk();

    /** Why it cannot be opened, and what to do. */
    String explain(Throwable failure);

    /** What is done about the disk around a commit. */
    interface Disk {
        /** Throws {@link Unavailable} while there is too little room to begin a change. */
        void demandRoom();

        /** Brings what was committed to the disk. */
        void sync();

        /** Syncs so far. */
        long count();

        /** What is said when a change was not taken, and nobody knows why. */
        String trouble();
    }

    static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
