package org.signet.edge.store.backup;

import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.signet.edge.store.database.Database;
import org.signet.edge.store.tables.Snapshot;

/** The highest CRL number that each issuer took. */
public final class CrlNumbers {
    private CrlNumbers() {}

    public static Map<String, Long> of(Snapshot snapshot) {
        return snapshot.with(CrlNumbers::taken);
    }

    public static Map<String, Long> of(Database database) {
        return database.with(CrlNumbers::taken);
    }

    private static Map<String, Long> taken(Handle handle) {
        Map<String, Long> numbers = new TreeMap<>();
        handle.select("select issuer_id, taken from crl_number")
                .map((row, context) -> numbers.put(row.getString(1), row.getLong(2)))
                .list();
        return numbers;
    }
}
