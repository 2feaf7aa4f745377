package org.signet.edge.store.backup;

import java.util.List;
import org.signet.edge.store.database.Database;

/** What opens a door for a while, and may have been ended or used up after it was copied. */
public final class OldSecrets {
    private static final List<String> TABLES =
            List.of("account_session", "account_step", "account_link", "holder_session", "holder_link");

    private OldSecrets() {}

    /** Ends all of them: sessions, steps of signing in, and links to accounts. */
    public static void end(Database database) {
        database.change(handle -> TABLES.stream()
                .mapToInt(table -> handle.execute("delete from " + table))
                .sum());
    }
}
