package org.signet.ca.authority;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.app.Csr;
import org.signet.app.MovingClock;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.ca.profile.Profile;
import org.signet.crypto.policy.KeyType;
import org.signet.model.CertificateStatus;
import org.signet.model.EmailAddress;
import org.signet.model.KeyUse;
import org.signet.model.Outcome;
import org.signet.model.PersonName;
import org.signet.model.RefusalCode;

class AuthorityTest {
    private static final MovingClock CLOCK = MovingClock.started();
    private static Signet signet;
    private static int people;

    @BeforeAll
    static void open(@TempDir Path parent) {
        signet = TestCa.open(TestCa.copy(parent), CLOCK);
    }

    @AfterAll
    static void close() {
        signet.close();
    }

    private static EmailAddress somebody() {
        return new EmailAddress("somebody" + ++people, "example.com");
    }

    private static long person(EmailAddress address) {
        return signet.transactions()
                .durable(() -> signet.people()
                        .vouchedFor(List.of(address), Optional.of(PersonName.ofDisplay("Ada")), TestCa.OPERATOR)
                        .orThrow()
                        .id());
    }

    private static Order order(KeyUse use, KeyPair key, EmailAddress... addresses) {
        return new Order(
                person(addresses[0]),
                PersonName.ofDisplay("Ada Lovelace"),
                Arrays.asList(addresses),
                signet.profiles().find("mailbox-strict").orThrow(),
                use,
                Csr.parsed(key));
    }

    private static Outcome<Issued> issue(Order order) {
        return signet.authority().issue(order, TestCa.OPERATOR, issued -> {});
    }

    private static X509Certificate platform(Issued issued) throws Exception {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(
                        new ByteArrayInputStream(issued.certificate().der().toArray()));
    }

    /** digitalSignature, nonRepudiation, keyEncipherment, dataEncipherment, keyAgreement, keyCertSign, cRLSign. */
    @ParameterizedTest
    @CsvSource({
        "RSA_2048, BOTH, 1010000",
        "RSA_2048, SIGN, 1000000",
        "RSA_3072, ENCRYPT, 0010000",
        "EC_P256, BOTH, 1000100",
        "EC_P384, SIGN, 1000000",
        "EC_P256, ENCRYPT, 0000100",
    })
    void aCertificateSaysWhatOurRecordsSay(KeyType type, KeyUse use, String usage) throws Exception {
        EmailAddress address = somebody();
        Instant now = CLOCK.instant();
        Issued issued = issue(order(use, Csr.key(type), address)).orThrow();
        X509Certificate certificate = platform(issued);
        boolean[] bits = certificate.getKeyUsage();
        for (int i = 0; i < usage.length(); i++) {
            assertThat(bits[i]).as("keyUsage bit " + i).isEqualTo(usage.charAt(i) == '1');
        }
        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=" + address);
        assertThat(certificate.getSubjectAlternativeNames()).containsExactly(List.of(1, address.toString()));
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.4");
        assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
        assertThat(extension(certificate, "2.5.29.32"))
                .contains(oid(signet.profiles().find("mailbox-strict").orThrow().policy()));
        assertThat(text(certificate, "2.5.29.31")).contains("http://localhost:8080/crl/issuing-1.crl");
        assertThat(text(certificate, "1.3.6.1.5.5.7.1.1")).contains("http://localhost:8080/aia/issuing-1.cer");
        Instant from = certificate.getNotBefore().toInstant();
        Instant to = certificate.getNotAfter().toInstant();
        assertThat(from).isEqualTo(now.minus(Duration.ofMinutes(5)));
        assertThat(Duration.between(from, to).plusSeconds(1)).isEqualTo(Duration.ofDays(824));
        certificate.verify(issued.chain().certificates().get(1).content().publicKey());
        assertThat(signet.certificates().find(issued.certificate().serial())).contains(issued.certificate());
        assertThat(issued.certificate().status()).isEqualTo(new CertificateStatus.Active());
    }

    private static String extension(X509Certificate certificate, String oid) {
        return java.util.HexFormat.of().formatHex(certificate.getExtensionValue(oid));
    }

    private static String text(X509Certificate certificate, String oid) {
        return new String(certificate.getExtensionValue(oid), java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    private static String oid(String dotted) throws Exception {
        return java.util.HexFormat.of().formatHex(new org.bouncycastle.asn1.ASN1ObjectIdentifier(dotted).getEncoded());
    }

    @Test
    void aLongAddressStandsInTheAlternativeNameAlone() throws Exception {
        EmailAddress address = new EmailAddress("l".repeat(60), "example.com");
        Issued issued =
                issue(order(KeyUse.BOTH, Csr.key(KeyType.EC_P256), address)).orThrow();
        assertThat(platform(issued).getSubjectX500Principal().getName()).isEmpty();
        assertThat(platform(issued).getCriticalExtensionOIDs()).contains("2.5.29.17");
        assertThat(issued.certificate().subject()).as("what lists show").isEqualTo(address.toString());
    }

    @Test
    void mailboxesThatDifferInCaseAreOne() throws Exception {
        EmailAddress address = somebody();
        EmailAddress shouted = new EmailAddress(address.local().toUpperCase(), address.domain());
        Issued issued = issue(order(KeyUse.BOTH, Csr.key(KeyType.EC_P256), address, shouted))
                .orThrow();
        assertThat(platform(issued).getSubjectAlternativeNames()).hasSize(1);
        assertThat(signet.certificates().naming(shouted)).containsExactly(issued.certificate());
    }

    @Test
    void aKeyOfAnotherPersonIsRefusedAndOnesOwnIsNot() {
        KeyPair key = Csr.key(KeyType.EC_P256);
        EmailAddress owner = somebody();
        Issued first = issue(order(KeyUse.BOTH, key, owner)).orThrow();
        EmailAddress thief = somebody();
        assertThat(issue(order(KeyUse.BOTH, key, thief)).refusal().code()).isEqualTo(RefusalCode.KEY_IN_USE);
        assertThat(signet.certificates().naming(thief)).isEmpty();
        Issued renewed = issue(order(KeyUse.BOTH, key, owner)).orThrow();
        assertThat(renewed.certificate().serial())
                .isNotEqualTo(first.certificate().serial());
        assertThat(renewed.certificate().keyId()).isEqualTo(first.certificate().keyId());
    }

    @Test
    void twoPeopleWhoComeAtOnceWithOneKeyGetOneCertificate() {
        for (int round = 0; round < 5; round++) {
            KeyPair key = Csr.key(KeyType.EC_P256);
            List<Order> orders = List.of(order(KeyUse.BOTH, key, somebody()), order(KeyUse.BOTH, key, somebody()));
            List<Outcome<Issued>> answers =
                    orders.parallelStream().map(AuthorityTest::issue).toList();
            assertThat(answers).filteredOn(Outcome::isOk).hasSize(1);
            assertThat(answers)
                    .filteredOn(a -> !a.isOk())
                    .allMatch(a -> a.refusal().code() == RefusalCode.KEY_IN_USE);
        }
    }

    @Test
    void aRuleThatIsBrokenStopsTheSignatureAndNothingIsStored() {
        EmailAddress address = somebody();
        Profile normal = signet.profiles().find("mailbox-strict").orThrow();
        Profile tooLong = new Profile(
                "too-long",
                normal.company(),
                normal.subject(),
                normal.fields(),
                normal.policy(),
                Duration.ofDays(826),
                normal.extendedKeyUse(),
                Set.of(),
                List.of());
        Order order = new Order(
                person(address),
                PersonName.ofDisplay("Ada"),
                List.of(address),
                tooLong,
                KeyUse.BOTH,
                Csr.parsed(Csr.key(KeyType.EC_P256)));
        long before = length();
        Outcome<Issued> refused = issue(order);
        assertThat(refused.refusal().code()).isEqualTo(RefusalCode.LINT);
        assertThat(refused.refusal().detail()).startsWith("The certificate would break ");
        assertThat(length()).as("the refusal is audited, no intent").isEqualTo(before + 1);
        assertThat(signet.transactions()
                        .durable(() -> signet.audit().latest(1).get(0).type()))
                .isEqualTo("IssuanceRefused");
        assertThat(signet.certificates().naming(address)).isEmpty();
    }

    private static long length() {
        return signet.transactions()
                .durable(() -> signet.audit().latest(1).get(0).sequence());
    }

    @Test
    void contentIsSignedOnce() {
        Issuer issuer = signet.authority().issuing(CLOCK.instant()).orThrow();
        Prepared prepared = signet.authority()
                .prepare(order(KeyUse.BOTH, Csr.key(KeyType.EC_P256), somebody()), issuer, CLOCK.instant())
                .orThrow();
        var key = signet.keys().key(issuer).orThrow();
        assertThat(Authority.sign(prepared, key).signedBy(key.publicKey())).isTrue();
        org.assertj.core.api.Assertions.assertThatIllegalStateException()
                .isThrownBy(() -> Authority.sign(prepared, key));
    }

    @Test
    void outOfTheIssuersValidityNothingIsIssuedAndNearItsEndForLess(@TempDir Path parent) {
        Path folder = TestCa.copy(parent);
        var validity = signet.authority()
                .issuing(CLOCK.instant())
                .orThrow()
                .certificate()
                .content()
                .validity();
        MovingClock clock = new MovingClock(validity.notBefore().minusSeconds(1));
        try (Signet other = TestCa.open(folder, clock)) {
            assertThat(other.authority().issuing(clock.instant()).refusal().code())
                    .isEqualTo(RefusalCode.ISSUER_UNUSABLE);
            clock.forward(Duration.between(clock.instant(), validity.notAfter().minus(Duration.ofDays(30))));
            var issued = other.operatorIssuance()
                    .issue(
                            List.of(somebody()),
                            Optional.of(PersonName.ofDisplay("Ada")),
                            other.profiles().find("mailbox-strict").orThrow(),
                            KeyUse.BOTH,
                            Csr.parsedFresh(),
                            TestCa.OPERATOR)
                    .orThrow();
            assertThat(issued.certificate().validity().notAfter()).isEqualTo(validity.notAfter());
            clock.forward(Duration.ofDays(30).plusSeconds(1));
            assertThat(other.authority().issuing(clock.instant()).refusal().code())
                    .isEqualTo(RefusalCode.ISSUER_UNUSABLE);
        }
    }
}
