package org.signet.app.ceremony;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.app.ceremony.OldCa.Leaf;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.Crl;
import org.signet.crypto.x509.CrlTemplate;
import org.signet.model.CertificateRecord;
import org.signet.model.CertificateStatus;
import org.signet.model.EmailAddress;
import org.signet.model.Outcome;
import org.signet.model.RevocationReason;
import org.signet.model.SerialNumber;

/** Certificates of an older CA, ordinary ones and odd ones. */
class CaImportTest {
    private static final Instant THEN = Instant.parse("2026-03-01T08:00:00Z");

    private final OldCa old = new OldCa();
    private Signet signet;

    @BeforeEach
    void open(@TempDir Path parent) {
        signet = TestCa.open(TestCa.copy(parent));
    }

    @AfterEach
    void close() {
        signet.close();
    }

    private CaImport.Report take(Certificate... issued) {
        return take(old.crl(List.of()), issued).orThrow();
    }

    private Outcome<CaImport.Report> take(Crl crl, Certificate... issued) {
        return new CaImport(signet, TestCa.OPERATOR)
                .run(
                        new CaImport.Source(old.key(), old.certificate(), List.of(), crl, Optional.empty()),
                        List.of(issued),
                        done -> {});
    }

    private Optional<CertificateRecord> record(int serial) {
        return signet.certificates().find(new SerialNumber(BigInteger.valueOf(serial)));
    }

    private static EmailAddress at(String local) {
        return new EmailAddress(local, "example.com");
    }

    private static CrlTemplate.Entry entry(int serial, RevocationReason reason) {
        return new CrlTemplate.Entry(new SerialNumber(BigInteger.valueOf(serial)), THEN, reason);
    }

    @Test
    void aCertificateThatIsLeftOutGivesNoMailboxAway() {
        CaImport.Report report = take(
                old.issue(new Leaf(1, "Ada", "ada@example.com")),
                old.issue(new Leaf(2, "Bob", "bob@example.com")),
                old.issue(new Leaf(3, "Ada", "new@example.com", "ada@example.com", "bob@example.com")));
        assertThat(report.imported()).isEqualTo(2);
        assertThat(report.left()).singleElement().asString().contains("another person");
        assertThat(signet.people().find(at("new"))).isEmpty();
        assertThat(signet.people().find(at("ada")).orElseThrow().addresses()).hasSize(1);
    }

    @Test
    void oddCertificatesAreLeftOutWithTheirReasonsAndTheRestIsTakenOver() {
        String[] many = IntStream.range(0, 1000)
                .mapToObj(i -> "person-number-" + i + "@example.com")
                .toArray(String[]::new);
        List<Certificate> odd = new ArrayList<>(List.of(
                old.issue(new Leaf(10, "x".repeat(600), "a@example.com")),
                old.issue(new Leaf(11, "x".repeat(5000), "b@example.com")),
                old.issue(new Leaf(12, "Many", many)),
                old.issue(new Leaf(13, "None"))));
        Stream.of(
                        BigInteger.ZERO,
                        BigInteger.TEN.negate(),
                        BigInteger.ONE.shiftLeft(239),
                        BigInteger.ONE.shiftLeft(1599))
                .forEach(serial -> odd.add(old.issue(new Leaf(serial, "Odd", List.of("odd@example.com")))));
        odd.add(old.issue(new Leaf(14, "Zoe", "zoe@example.com", "ZOE@example.com")));
        for (int run = 0; run < 2; run++) {
            CaImport.Report report = take(odd.toArray(Certificate[]::new));
            assertThat(report.imported() + report.known()).isEqualTo(1);
            assertThat(report.left()).hasSize(8);
            assertThat(report.left().get(0)).contains("600 characters").hasSizeLessThan(250);
            assertThat(report.left().get(2)).contains("1000 mailboxes");
            assertThat(report.left().subList(4, 8)).allMatch(line -> line.contains("between 1 and 2^159 - 1"));
        }
        assertThat(record(14).orElseThrow().addresses()).hasSize(1);
        assertThat(signet.people().find(at("odd"))).isEmpty();
    }

    @Test
    void namesOfPeopleAreThoseThatAPersonMayHave() {
        List<String> hostile = List.of(
                "Ada\nBcc: eve@example.com",
                "A\u001b[31mda",
                "A\u0000da",
                "\u202eadA",
                "https://evil.example",
                "y".repeat(200));
        Certificate[] issued = IntStream.range(0, hostile.size())
                .mapToObj(i -> old.issue(new Leaf(20 + i, hostile.get(i), "p" + i + "@example.com")))
                .toArray(Certificate[]::new);
        assertThat(take(issued).imported()).isEqualTo(hostile.size());
        for (int i = 0; i < hostile.size(); i++) {
            assertThat(signet.people().find(at("p" + i)).orElseThrow().name().text())
                    .isEqualTo("p" + i);
            assertThat(record(20 + i).orElseThrow().subject()).doesNotContainPattern("\\p{C}");
        }
        take(old.issue(new Leaf(30, "Grace Hopper", "grace@example.com")));
        assertThat(signet.people().find(at("grace")).orElseThrow().name().surname())
                .contains("Hopper");
    }

    @Test
    void theCrlIsThisCasAndItsHoldsAreHolds() {
        Certificate held = old.issue(new Leaf(40, "Held", "held@example.com"));
        Certificate revoked = old.issue(new Leaf(41, "Gone", "gone@example.com"));
        Certificate later = old.issue(new Leaf(42, "Late", "late@example.com"));
        assertThat(take(old.crlInTheNameOf("Somebody Else"), held).refusal().detail())
                .contains("another CA");
        take(
                        old.crl(List.of(
                                entry(40, RevocationReason.CERTIFICATE_HOLD),
                                entry(41, RevocationReason.KEY_COMPROMISE))),
                        held,
                        revoked,
                        later)
                .orThrow();
        assertThat(record(40).orElseThrow().status()).isEqualTo(new CertificateStatus.Held(THEN));
        assertThat(record(41).orElseThrow().status())
                .isEqualTo(new CertificateStatus.Revoked(THEN, RevocationReason.KEY_COMPROMISE));
        CaImport.Report again = take(
                        old.crl(List.of(
                                entry(40, RevocationReason.SUPERSEDED), entry(42, RevocationReason.SUPERSEDED))),
                        held,
                        revoked,
                        later)
                .orThrow();
        assertThat(again.known()).isEqualTo(3);
        for (int serial : new int[] {40, 42}) {
            assertThat(record(serial).orElseThrow().status())
                    .isEqualTo(new CertificateStatus.Revoked(THEN, RevocationReason.SUPERSEDED));
        }
    }
}
