package org.signet.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.signet.edge.store.database.Postgres;

/** From the folder to PostgreSQL by the packaged command, first while the server still runs. */
class MigrateToTest {
    private final Path folder = Packaged.folder();
    private final Path data = folder.resolve("data");
    private final int port = Packaged.freePort();

    private Program.Result signet(String... arguments) {
        return Packaged.signet(Map.of("SIGNET_DATA", data.toString()), arguments);
    }

    private void issue(String mailbox) {
        Path csr = Identity.request(folder.resolve(mailbox + ".key"), folder.resolve(mailbox + ".csr"), Identity.EC);
        signet("issue", "--csr", csr.toString(), "--email", mailbox + "@example.com", "--out", pem(mailbox))
                .expect(0);
    }

    private String pem(String mailbox) {
        return folder.resolve(mailbox + ".pem").toString();
    }

    @Test
    void aRunningServerKeepsItsTablesAndAStoppedOneGoesOnThere() throws Exception {
        String url = Postgres.url();
        try (Packaged server = Packaged.quickstart(data, port)) {
            issue("ada");
            assertThat(signet("migrate-to", url).expect(3).output()).contains("signet serve", "end it");
            assertThat(server.get("/healthz").statusCode()).isEqualTo(200);
        }
        assertThat(Files.readString(data.resolve("signet.toml"))).doesNotContain(url);
        signet("migrate-to", url).expect(0);
        assertThat(Files.readString(data.resolve("signet.toml"))).contains(url);
        assertThat(signet("find", "ada@example.com").expect(0).output()).contains("BEGIN CERTIFICATE");
        try (Packaged server = Packaged.start(data, port, "serve", "--data", data.toString())) {
            issue("bob");
            assertThat(server.get("/healthz").statusCode()).isEqualTo(200);
            assertThat(signet("status", pem("bob"), "--allow-private").expect(0).output())
                    .contains("good");
        }
        signet("audit", "verify").expect(0);
        assertThat(signet("migrate-to", url).expect(1).output()).doesNotContain("Exception");
    }
}
