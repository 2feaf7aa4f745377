package org.signet.ca.enrollment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.app.Csr;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.ca.authority.Issued;
import org.signet.ca.authority.Order;
import org.signet.ca.directory.Entry.Usable;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.x509.Pem;
import org.signet.model.Bytes;
import org.signet.model.CertificateRecord;
import org.signet.model.EmailAddress;
import org.signet.model.KeyUse;
import org.signet.model.Outcome;
import org.signet.model.PersonName;
import org.signet.model.RefusalCode;

/** Two keys of one enrolment: one to sign, one to encrypt to, certified together or not at all. */
class PairCertificationTest {
    private static Trial trial;

    @BeforeAll
    static void open(@TempDir Path parent) {
        trial = new Trial(parent);
    }

    @AfterAll
    static void close() {
        trial.close();
    }

    private static KeyPair key() {
        return Csr.key(KeyType.EC_P256);
    }

    private static byte[] pem(KeyPair... keys) {
        return Arrays.stream(keys)
                .map(key -> Pem.encode(Pem.REQUEST, Bytes.of(Csr.of(key))))
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static Outcome<List<Issued>> certify(OneTimeSecret link, byte[] requests) {
        return trial.certification.certify(link, requests, Trial.ORIGIN);
    }

    private static RefusalCode code(Outcome<?> outcome) {
        return outcome.refusal().code();
    }

    private static List<CertificateRecord> of(EmailAddress address) {
        return trial.signet.certificates().naming(address);
    }

    @Test
    void theFirstKeySignsAndTheSecondIsEncryptedTo() {
        EmailAddress address = trial.somebody();
        OneTimeSecret link = trial.approvedPair(address);
        KeyPair sign = key();
        KeyPair encrypt = key();
        List<Issued> issued = certify(link, pem(sign, encrypt)).orThrow();
        assertThat(issued).extracting(each -> each.certificate().use()).containsExactly(KeyUse.SIGN, KeyUse.ENCRYPT);
        assertThat(issued)
                .extracting(each -> each.leaf().content().publicKey())
                .containsExactly(sign.getPublic(), encrypt.getPublic());
        assertThat(trial.events(4))
                .containsExactly("IssuanceIntended", "IssuanceIntended", "CertificateIssued", "CertificateIssued");
        Enrollment enrollment = trial.enrollments.forKey(link).orThrow();
        assertThat(enrollment.serials())
                .containsExactlyElementsOf(
                        issued.stream().map(each -> each.certificate().serial()).toList());
        assertThat(trial.signet
                        .addressBook()
                        .directory()
                        .find(address)
                        .orElseThrow()
                        .certificates())
                .as("only one can be encrypted to")
                .extracting(Usable::der)
                .containsExactly(issued.get(1).certificate().der());
    }

    @Test
    void theSameKeysGiveTheSameCertificatesAndOthersNone() {
        EmailAddress address = trial.somebody();
        OneTimeSecret link = trial.approvedPair(address);
        KeyPair sign = key();
        KeyPair encrypt = key();
        List<Issued> first = certify(link, pem(sign, encrypt)).orThrow();
        long before = trial.auditLength();
        assertThat(certify(link, pem(sign, encrypt)).orThrow())
                .extracting(Issued::leaf)
                .containsExactlyElementsOf(first.stream().map(Issued::leaf).toList());
        assertThat(code(certify(link, pem(encrypt, sign)))).isEqualTo(RefusalCode.LINK_USED);
        assertThat(code(certify(link, pem(sign, key())))).isEqualTo(RefusalCode.LINK_USED);
        assertThat(trial.auditLength()).isEqualTo(before);
        assertThat(of(address)).hasSize(2);
    }

    @Test
    void whatIsNoPairIsRefusedAndTheLinkStaysGood() {
        EmailAddress address = trial.somebody();
        OneTimeSecret link = trial.approvedPair(address);
        KeyPair one = key();
        for (byte[] bad : List.of(pem(one), Csr.of(one), pem(one, one), pem(one, key(), key()))) {
            assertThat(code(certify(link, bad))).isEqualTo(RefusalCode.BAD_REQUEST_FILE);
        }
        OneTimeSecret single = trial.approved(trial.somebody());
        assertThat(certify(single, pem(key(), key())).refusal().detail()).contains("send one request");
        assertThat(of(address)).isEmpty();
        assertThat(certify(link, pem(one, key())).isOk()).isTrue();
    }

    /** Whichever of the two is refused, neither is certified. */
    @Test
    void bothOrNeither() {
        KeyPair taken = key();
        trial.certification
                .certify(trial.approved(trial.somebody()), Csr.of(taken), Trial.ORIGIN)
                .orThrow();
        EmailAddress address = trial.somebody();
        OneTimeSecret link = trial.approvedPair(address);
        assertThat(code(certify(link, pem(key(), taken)))).isEqualTo(RefusalCode.KEY_IN_USE);
        assertThat(code(certify(link, pem(taken, key())))).isEqualTo(RefusalCode.KEY_IN_USE);
        assertThat(of(address)).isEmpty();
        assertThat(certify(link, pem(key(), key())).isOk()).isTrue();
        assertThat(of(address)).hasSize(2);
    }

    /** A process that ends after the signatures leaves the link good, for the same keys and for others. */
    @Test
    void aBreakBeforeTheRecordIsMendedByAskingAgain() {
        EmailAddress address = trial.somebody();
        OneTimeSecret link = trial.approvedPair(address);
        Enrollment enrollment = trial.enrollments.forKey(link).orThrow();
        KeyPair sign = key();
        KeyPair encrypt = key();
        List<Order> orders = Stream.of(sign, encrypt)
                .map(key -> new Order(
                        enrollment.personId(),
                        enrollment.name(),
                        List.of(address),
                        trial.signet.profiles().find("mailbox-strict").orThrow(),
                        key == sign ? KeyUse.SIGN : KeyUse.ENCRYPT,
                        Csr.parsed(key)))
                .toList();
        assertThatThrownBy(() -> trial.signet.authority().issueAll(orders, Trial.OFFICER, issued -> {
                    throw new IllegalStateException("the power failed");
                }))
                .hasMessageContaining("the power failed");
        assertThat(of(address)).isEmpty();
        trial.clock.forward(Duration.ofSeconds(10));
        assertThat(certify(link, pem(sign, encrypt)).orThrow()).hasSize(2);
        assertThat(of(address)).hasSize(2);
    }

    @Test
    void aDomainMayWantItOfEverybody(@TempDir Path parent) {
        Path folder = TestCa.copy(parent);
        TestCa.configure(folder, text -> text.replace("profile =", "pair = true\nprofile ="));
        try (Signet signet = TestCa.open(folder)) {
            Enrollments enrollments = signet.enrollments(trial.letters());
            Enrollment enrollment = enrollments
                    .request(new Enrollments.Request(
                            trial.somebody(), PersonName.ofDisplay("Ada"), Channel.TERMINAL, "en", Trial.ORIGIN))
                    .orThrow()
                    .enrollment();
            assertThat(enrollment.pair()).isTrue();
            assertThat(enrollments.find(enrollment.id()).orElseThrow().pair()).isTrue();
            assertThat(signet.previews().of(enrollment).orThrow().uses()).containsExactly(KeyUse.SIGN, KeyUse.ENCRYPT);
        }
    }
}
