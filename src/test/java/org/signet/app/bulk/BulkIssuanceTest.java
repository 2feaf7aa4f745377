package org.signet.app.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.app.bulk.BulkReport.RefusedRow;
import org.signet.ca.audit.AuditEntry;
import org.signet.ca.authority.CertificateStore;
import org.signet.ca.revocation.Revocation;
import org.signet.crypto.x509.Certificate;
import org.signet.model.CertificateRecord;
import org.signet.model.EmailAddress;
import org.signet.model.KeyUse;
import org.signet.model.RevocationReason;

class BulkIssuanceTest {
    private static final IntConsumer SILENT = done -> {};

    @TempDir
    Path parent;

    private BulkTrial trial;
    private Signet signet;
    private Path out;

    @BeforeEach
    void open() {
        trial = new BulkTrial(parent);
        signet = trial.signet;
        out = trial.out;
    }

    @AfterEach
    void close() {
        trial.close();
    }

    private BulkReport run(String text) throws IOException {
        return trial.run(text);
    }

    private void csr(String name) throws IOException {
        trial.csr(name);
    }

    private List<CertificateRecord> all() {
        return signet.certificates().live(0, Instant.EPOCH, 10_000).stream()
                .map(CertificateStore.Numbered::certificate)
                .toList();
    }

    private List<Path> files() throws IOException {
        try (var files = Files.walk(out)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @Test
    void everyRowGetsWhatItAsksForAndTheRestIsReported() throws IOException {
        for (String name : List.of("a.csr", "b.csr", "c.csr")) {
            csr(name);
        }
        Files.writeString(parent.resolve("bad.csr"), "no request");
        BulkReport report = run("""
                email,name,csr,profile,use,out
                ada@example.com a.l@example.com;ada@auto.example,Ada Lovelace,a.csr,,,
                bob@example.com,Bob,b.csr,mailbox-multipurpose,SIGN,bob/key.pem
                eve@example.org,Eve,c.csr,,,
                zed@example.com,Zed,none.csr,,,
                yan@example.com,Yan,bad.csr,,,
                "x y@example.com",,c.csr,,,
                fay@example.com,"a
                b",c.csr,,,
                gus@example.com,Gus,c.csr,nonsense,,
                hal@example.com,Hal,c.csr,,both,../hal.pem
                ida@example.com,Ida,c.csr,,,bob/../bob/key.pem
                joe@example.com jim@example.com,Joe,,,,
                kim@example.com,Kim,,,sign,
                lea@example.com,=1+1,,,,
                """);
        assertThat(report.rows()).isEqualTo(13);
        assertThat(report.issued()).isEqualTo(2);
        assertThat(report.invited()).isEqualTo(1);
        assertThat(report.refused()).extracting(RefusedRow::line).containsExactly(4, 5, 6, 7, 8, 10, 11, 12, 13, 14);
        assertThat(report.refused())
                .extracting(RefusedRow::code)
                .containsExactly(
                        "foreign-domain",
                        "bad-input",
                        "bad-request-file",
                        "bad-address",
                        "bad-name",
                        "bad-input",
                        "bad-input",
                        "bad-input",
                        "bad-input",
                        "bad-input");
        assertThat(report.refused().get(7).detail()).contains("Line 3");
        assertThat(report.refused()).allMatch(row -> !row.detail().contains("\n"));
        assertThat(files()).hasSize(2).contains(out.resolve("bob/key.pem"));
        assertThat(parent.resolve("hal.pem")).doesNotExist();
        Certificate bob = Certificate.parseFile(Files.readAllBytes(out.resolve("bob/key.pem")))
                .orThrow()
                .get(0);
        CertificateRecord record =
                signet.certificates().find(bob.content().serial()).orElseThrow();
        assertThat(record.use()).isEqualTo(KeyUse.SIGN);
        assertThat(record.profile()).isEqualTo("mailbox-multipurpose");
        assertThat(signet.people().find(new EmailAddress("ada", "auto.example")))
                .isEqualTo(signet.people().find(new EmailAddress("ada", "example.com")));
        assertThat(signet.people().find(new EmailAddress("eve", "example.org"))).isEmpty();
        assertThat(signet.audit().verify().broken()).isEmpty();
    }

    @Test
    void aRowTwiceIsOneCertificateOrMail() throws IOException {
        csr("a.csr");
        StringBuilder text = new StringBuilder("email,csr\n");
        for (int i = 0; i < 20; i++) {
            text.append("ada@example.com,a.csr\nbob@example.com,\n");
        }
        BulkReport report = run(text.toString());
        assertThat(report).isEqualTo(new BulkReport(40, 1, 19, 1, 19, List.of()));
        assertThat(all()).hasSize(1);
        assertThat(signet.mailQueue().latest(10)).hasSize(1);
        assertThat(files()).hasSize(1);
        assertThat(signet.audit().latest(100))
                .filteredOn(entry -> entry.type().equals("IssuanceIntended"))
                .extracting(AuditEntry::details)
                .filteredOn(details -> details.contains("profile=mailbox-"))
                .hasSize(1);
    }

    @Test
    void whatIsStoppedGoesOnAndIssuesNothingTwice() throws IOException {
        StringBuilder text = new StringBuilder("email,csr\n");
        for (int i = 0; i < 200; i++) {
            csr(i + ".csr");
            text.append("p" + i + "@example.com," + i + ".csr\nq" + i + "@example.com,\n");
        }
        Path table = trial.table(text.toString());
        assertThatThrownBy(() -> trial.run(table, done -> {
                    if (done == 150) {
                        throw new IllegalStateException("stopped");
                    }
                }))
                .hasMessage("stopped");
        int before = all().size();
        assertThat(before).isBetween(75, 199);
        trial.clock.forward(Duration.ofSeconds(10));
        BulkReport report = trial.run(table, SILENT);
        assertThat(report.refused()).isEmpty();
        assertThat(report.issuedBefore()).isEqualTo(before);
        assertThat(report.issued()).isEqualTo(200 - before);
        assertThat(report.invited() + report.invitedBefore()).isEqualTo(200);
        assertThat(all())
                .extracting(CertificateRecord::keyId)
                .doesNotHaveDuplicates()
                .hasSize(200);
        assertThat(files()).hasSize(200);
        Set<EmailAddress> mailed = new HashSet<>();
        assertThat(signet.mailQueue().latest(1000))
                .allMatch(mail -> mailed.add(mail.mail().to()));
        assertThat(mailed).hasSize(200);
        assertThat(trial.run(table, SILENT)).isEqualTo(new BulkReport(400, 0, 200, 0, 200, List.of()));
        assertThat(signet.audit().verify().broken()).isEmpty();
    }

    @Test
    void anotherUseProfileOrRevocationAsksForAnotherCertificate() throws IOException {
        csr("a.csr");
        String row = "email,csr,use,profile\nada@example.com,a.csr,";
        assertThat(run(row + ",\n").issued()).isEqualTo(1);
        assertThat(run(row + "both,mailbox-strict\n").issuedBefore()).isEqualTo(1);
        assertThat(run(row + "sign,\n").issued()).isEqualTo(1);
        assertThat(run(row + ",mailbox-multipurpose\n").issued()).isEqualTo(1);
        assertThat(run("email,csr\nada@example.com ada2@example.com,a.csr\n").issued())
                .isEqualTo(1);
        assertThat(run("email,csr\nbob@example.com,a.csr\n").refused().get(0).code())
                .isEqualTo("key-in-use");
        for (CertificateRecord record : all()) {
            signet.revocation()
                    .revoke(record.serial(), Revocation.Grounds.of(RevocationReason.SUPERSEDED), TestCa.OPERATOR)
                    .orThrow();
        }
        assertThat(run(row + ",\n").issued()).isEqualTo(1);
    }

    @Test
    void namesOfFilesHoldNoPaths() throws IOException {
        csr("a.csr");
        run("email,csr\n../../ada/x@example.com,a.csr\na/b@example.com,a.csr\n");
        csr("b.csr");
        assertThat(run("email,csr\na/../b@example.com,b.csr\nc/d@example.com,b.csr\n")
                        .refused())
                .isNotEmpty();
        assertThat(files()).allMatch(file -> file.getParent().equals(out));
        assertThat(new String(Files.readAllBytes(files().get(0)), StandardCharsets.US_ASCII))
                .startsWith("-----BEGIN CERTIFICATE-----");
    }

    @Test
    void aRowWhoseFileCannotBeWrittenStopsNoOther() throws IOException {
        for (int i = 0; i < 8; i++) {
            csr(i + ".csr");
        }
        Path elsewhere = Files.createDirectory(parent.resolve("elsewhere"));
        Files.createDirectories(out.resolve("taken"));
        Files.createSymbolicLink(out.resolve("link"), elsewhere);
        BulkReport report = run("email,csr,out\n"
                + "a0@example.com,0.csr,sub/x.pem\n"
                + "a1@example.com,1.csr,sub\n"
                + "a2@example.com,2.csr,sub/x.pem/y.pem\n"
                + "a3@example.com,3.csr," + "x".repeat(300) + ".pem\n"
                + "a4@example.com,4.csr,link/deep/a4.pem\n"
                + "a5@example.com,5.csr,taken\n"
                + "a6@example.com,6.csr,a6.pem\n"
                + "a".repeat(60) + "@" + ("b".repeat(60) + ".").repeat(2) + "example.com,7.csr,\n");
        assertThat(report.refused()).extracting(RefusedRow::line).containsExactly(3, 4, 5, 6, 7, 9);
        assertThat(report.refused().get(0).detail()).contains("Line 2");
        assertThat(report.refused().get(1).detail()).contains("Line 2");
        assertThat(report.refused().get(2).detail()).contains("255 octets");
        assertThat(report.refused().get(3).detail()).contains("through a link");
        assertThat(report.refused().get(4).detail()).contains("exists").contains("signet find a5@example.com");
        assertThat(report.issued()).isEqualTo(2);
        assertThat(all()).hasSize(3);
        assertThat(elsewhere).isEmptyDirectory();
        assertThat(files()).containsExactly(out.resolve("a6.pem"), out.resolve("sub/x.pem"));
    }
}
