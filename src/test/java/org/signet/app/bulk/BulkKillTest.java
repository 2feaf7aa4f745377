package org.signet.app.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.signet.app.Csr;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.ca.authority.CertificateStore;
import org.signet.edge.store.database.Child;
import org.signet.model.CertificateRecord;

/** A table whose process is killed, and one that two processes work on at once. */
@Timeout(120)
class BulkKillTest {
    @TempDir
    Path parent;

    private Path table(int count) throws Exception {
        StringBuilder text = new StringBuilder("email,csr\n");
        for (int i = 0; i < count; i++) {
            Files.write(parent.resolve(i + ".csr"), Csr.fresh());
            text.append("p" + i + "@example.com," + i + ".csr\n");
        }
        return Files.writeString(parent.resolve("people.csv"), text);
    }

    private static Process start(Path folder, Path table, Path out) throws Exception {
        return Child.start(BulkProcess.class, folder.toString(), table.toString(), out.toString());
    }

    private static List<CertificateRecord> all(Signet signet) {
        return signet.certificates().live(0, Instant.EPOCH, 10_000).stream()
                .map(CertificateStore.Numbered::certificate)
                .toList();
    }

    private static void assertOnce(Signet signet, Path out, int count) throws Exception {
        assertThat(all(signet))
                .extracting(CertificateRecord::keyId)
                .doesNotHaveDuplicates()
                .hasSize(count);
        assertThat(signet.audit().verify().broken()).isEmpty();
        try (var files = Files.list(out)) {
            assertThat(files.filter(file -> file.toString().endsWith(".pem"))).hasSize(count);
        }
    }

    @Test
    void aKilledOneGoesOnAndCertifiesNoKeyTwice() throws Exception {
        Path folder = TestCa.copy(parent);
        Path table = table(300);
        Path out = parent.resolve("out");
        Process child = start(folder, table, out);
        int done = 0;
        try (BufferedReader lines = child.inputReader()) {
            while (done < 60) {
                done = Integer.parseInt(lines.readLine());
            }
            child.destroyForcibly().waitFor();
        }
        try (Signet signet = TestCa.open(folder)) {
            int before = all(signet).size();
            assertThat(before).isBetween(60, 299);
            BulkReport report = BulkTrial.run(signet, table, out, rows -> {});
            assertThat(report.refused()).isEmpty();
            assertThat(report.issuedBefore()).isEqualTo(before);
            assertThat(report.issued()).isEqualTo(300 - before);
            assertOnce(signet, out, 300);
        }
    }

    @Test
    void twoAtOnceShareTheWork() throws Exception {
        Path folder = TestCa.copy(parent);
        Path table = table(100);
        Path out = parent.resolve("out");
        try (Signet signet = TestCa.open(folder)) {
            Process child = start(folder, table, out);
            try (BufferedReader lines = child.inputReader()) {
                assertThat(lines.readLine()).isEqualTo("1");
                BulkReport report = BulkTrial.run(signet, table, out, rows -> {});
                assertThat(report.refused()).isEmpty();
                assertThat(lines.lines().count()).isEqualTo(99);
            }
            assertThat(child.waitFor()).isZero();
            assertOnce(signet, out, 100);
        }
    }
}
