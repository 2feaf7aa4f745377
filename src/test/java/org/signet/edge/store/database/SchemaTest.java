package org.signet.edge.store.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaTest {
    @TempDir
    Path folder;

    @Test
    void theNewestScriptIsTheOneThatTheProgramKnows() throws IOException {
        try (var scripts = Files.list(Path.of("db"))) {
            assertThat(scripts.map(script -> script.getFileName().toString())
                            .filter(name -> name.matches("V\\d{3}__.+\\.sql"))
                            .mapToInt(name -> Integer.parseInt(name.substring(1, 4))))
                    .hasSize(Schema.NEWEST)
                    .contains(Schema.NEWEST)
                    .doesNotHaveDuplicates();
        }
    }

    /** As after a kill between two scripts: what is missing is run at the next start. */
    @Test
    void whatWasNotRunIsRun() {
        try (Database database = ChosenDatabase.open(folder, "signet")) {
            assertThat(database.with(Schema::version)).isEqualTo(Schema.NEWEST);
            database.transactions()
                    .durable(() -> database.change(handle -> {
                        handle.execute("drop table archived_certificate");
                        handle.execute("drop table archive_file");
                        return handle.execute(
                                "delete from \"" + Schema.HISTORY + "\" where \"version\" = '0" + Schema.NEWEST + "'");
                    }));
        }
        try (Database again = ChosenDatabase.open(folder, "signet")) {
            assertThat(again.with(Schema::version)).isEqualTo(Schema.NEWEST);
            assertThat(again.<Long>with(handle -> handle.select("select count(*) from archived_certificate")
                            .mapTo(Long.class)
                            .one()))
                    .isZero();
        }
    }
}
