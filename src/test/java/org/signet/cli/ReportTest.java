package org.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.app.Wanted;
import org.signet.ca.revocation.Revocation;
import org.signet.model.RevocationReason;
import org.signet.model.SerialNumber;

class ReportTest {
    @TempDir
    Path folder;

    private static SerialNumber issued(Signet signet, String address) {
        return Wanted.of(address).from(signet).certificate().serial();
    }

    @Test
    void whatEndsIsListedAndWhoHasALaterOne() throws Exception {
        String ca = TestCa.copy(folder).toString();
        SerialNumber older;
        SerialNumber newer;
        try (Signet signet = TestCa.open(Path.of(ca))) {
            older = issued(signet, "ada@example.com");
            newer = issued(signet, "ada@example.com");
            SerialNumber revoked = issued(signet, "gone@example.com");
            signet.revocation()
                    .revoke(revoked, Revocation.Grounds.of(RevocationReason.SUPERSEDED), TestCa.OPERATOR)
                    .orThrow();
        }
        assertThat(Ran.of("report", "expiring", "--data", ca, "--days", "9"))
                .isEqualTo(new Ran(0, "", "No certificate of a person ends within 9 days.\n"));
        Ran all = Ran.of("report", "expiring", "--data", ca, "--days", "3650");
        assertThat(all.out().lines()).hasSize(2);
        assertThat(all.out().lines())
                .anyMatch(line -> line.contains(older.hex()) && line.endsWith("ada@example.com  renewed"))
                .anyMatch(line -> line.contains(newer.hex()) && line.endsWith("ada@example.com"));
        JsonNode json = new ObjectMapper()
                .readTree(Ran.of("report", "expiring", "--data", ca, "--days", "3650", "--json")
                        .out());
        assertThat(json).hasSize(2);
        assertThat(json.get(0).get("replaced").asBoolean()).isTrue();
        assertThat(json.get(1).get("serial").asText()).isEqualTo(newer.hex());
        assertThat(Ran.of("report", "expiring", "--data", ca, "--days", "0").code())
                .isEqualTo(2);
    }
}
