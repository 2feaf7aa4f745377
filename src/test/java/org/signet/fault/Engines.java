package org.signet.fault;

import java.nio.file.Path;
import java.time.Clock;
import org.signet.app.Config;
import org.signet.app.DataFolder;
import org.signet.app.TestCa;
import org.signet.app.relocation.Move;
import org.signet.edge.store.database.ChosenDatabase;

/** A CA on either engine. */
final class Engines {
    private Engines() {}

    /** A CA whose tables are in its folder. */
    static Path h2(Path parent) {
        return TestCa.copy(parent);
    }

    /** A CA whose tables are on that server. */
    static Path postgreSql(Path parent, String url) {
        Path folder = TestCa.copy(parent);
        if (!ChosenDatabase.isPostgreSql()) {
            new Move(new DataFolder(folder), Clock.systemUTC())
                    .to(new Config.Database(url, null, null), TestCa.OPERATOR, (table, done, all) -> {})
                    .orThrow();
        }
        return folder;
    }
}
