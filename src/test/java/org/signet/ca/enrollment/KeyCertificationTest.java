package org.signet.ca.enrollment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.app.Csr;
import org.signet.ca.authority.Issued;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.crypto.policy.KeyType;
import org.signet.model.CertificateRecord;
import org.signet.model.EmailAddress;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;
import org.signet.model.SerialNumber;

/** From the mailed key link to the certificate. */
class KeyCertificationTest {
    private static Trial trial;

    @BeforeAll
    static void open(@TempDir Path parent) {
        trial = new Trial(parent);
    }

    @AfterAll
    static void close() {
        trial.close();
    }

    private static RefusalCode code(Outcome<?> outcome) {
        return outcome.refusal().code();
    }

    private static Outcome<Issued> certify(OneTimeSecret link, byte[] request) {
        return trial.certification.certify(link, request, Trial.ORIGIN).map(issued -> issued.get(0));
    }

    private static List<CertificateRecord> of(EmailAddress address) {
        return trial.signet.certificates().naming(address);
    }

    @Test
    void theKeyOfTheRequestIsCertifiedForTheProvenMailbox() {
        EmailAddress address = trial.somebody();
        OneTimeSecret link = trial.approved(address);
        KeyPair key = Csr.key(KeyType.EC_P256);
        Issued issued = certify(link, Csr.of(key)).orThrow();
        assertThat(issued.leaf().content().publicKey()).isEqualTo(key.getPublic());
        assertThat(issued.leaf().content().addresses()).containsExactly(address);
        assertThat(issued.chain().certificates()).hasSize(3);
        assertThat(of(address)).containsExactly(issued.certificate());
        Enrollment enrollment = trial.enrollments.forKey(link).orThrow();
        assertThat(enrollment.state()).isEqualTo(EnrollmentState.ISSUED);
        assertThat(enrollment.serial()).isEqualTo(issued.certificate().serial());
        assertThat(trial.events(2)).containsExactly("IssuanceIntended", "CertificateIssued");
    }

    @Test
    void aUsedLinkGivesTheSameCertificateForTheSameKeyAndNoneForAnother() {
        EmailAddress address = trial.letThrough();
        OneTimeSecret link = trial.approved(address);
        KeyPair key = Csr.key(KeyType.EC_P256);
        Issued first = certify(link, Csr.of(key)).orThrow();
        long before = trial.auditLength();
        Issued again = certify(link, Csr.of(key)).orThrow();
        assertThat(again.leaf()).isEqualTo(first.leaf());
        assertThat(again.chain()).isEqualTo(first.chain());
        assertThat(code(certify(link, Csr.fresh()))).isEqualTo(RefusalCode.LINK_USED);
        assertThat(trial.auditLength()).isEqualTo(before);
        assertThat(of(address)).hasSize(1);
    }

    @Test
    void eightKeysAtOnceGetOneCertificate() {
        EmailAddress address = trial.letThrough();
        OneTimeSecret link = trial.approved(address);
        List<byte[]> requests = Stream.generate(Csr::fresh).limit(8).toList();
        List<Outcome<Issued>> answers = inParallel(requests, link);
        assertThat(answers).filteredOn(Outcome::isOk).hasSize(1);
        assertThat(answers).filteredOn(a -> !a.isOk()).allMatch(a -> code(a) == RefusalCode.LINK_USED);
        assertThat(of(address)).hasSize(1);
        SerialNumber serial = of(address).get(0).serial();
        assertThat(trial.enrollments.forKey(link).orThrow().serial()).isEqualTo(serial);
        assertThat(trial.signet.audit().verify().broken()).isEmpty();
    }

    @Test
    void oneKeySentEightTimesAtOnceGetsTheSameAnswerEightTimes() {
        EmailAddress address = trial.letThrough();
        OneTimeSecret link = trial.approved(address);
        byte[] request = Csr.fresh();
        List<Outcome<Issued>> answers = inParallel(java.util.Collections.nCopies(8, request), link);
        assertThat(answers).allMatch(Outcome::isOk);
        assertThat(answers.stream().map(a -> a.orThrow().leaf()).distinct()).hasSize(1);
        assertThat(of(address)).hasSize(1);
    }

    private static List<Outcome<Issued>> inParallel(List<byte[]> requests, OneTimeSecret link) {
        List<Thread> threads = new java.util.ArrayList<>();
        List<Outcome<Issued>> answers = new java.util.concurrent.CopyOnWriteArrayList<>();
        IntStream.range(0, requests.size())
                .forEach(i -> threads.add(new Thread(() -> answers.add(certify(link, requests.get(i))))));
        threads.forEach(Thread::start);
        threads.forEach(thread -> {
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(answers).hasSize(requests.size()).allMatch(Objects::nonNull);
        return answers;
    }

    @Test
    void aKeyLinkHoldsAWeekAndIsRenewedByItsHolderAfterwards() {
        OneTimeSecret link = trial.approved(trial.somebody());
        trial.clock.forward(Duration.ofDays(7));
        assertThat(trial.enrollments.forKey(link).isOk()).isTrue();
        trial.clock.forward(Duration.ofSeconds(1));
        assertThat(code(certify(link, Csr.fresh()))).isEqualTo(RefusalCode.LINK_EXPIRED);
        Enrollment renewed = trial.enrollments.renewKeyLink(link, Trial.ORIGIN).orThrow();
        assertThat(trial.lastMail().to()).isEqualTo(renewed.address());
        OneTimeSecret fresh = trial.mailedLink("key");
        assertThat(code(trial.enrollments.forKey(link))).isEqualTo(RefusalCode.LINK_UNKNOWN);
        assertThat(code(trial.enrollments.renewKeyLink(link, Trial.ORIGIN))).isEqualTo(RefusalCode.LINK_UNKNOWN);
        assertThat(code(trial.enrollments.renewKeyLink(fresh, Trial.ORIGIN)))
                .as("it still holds")
                .isEqualTo(RefusalCode.WRONG_STATE);
        assertThat(certify(fresh, Csr.fresh()).isOk()).isTrue();
        assertThat(code(trial.enrollments.renewKeyLink(fresh, Trial.ORIGIN))).isEqualTo(RefusalCode.LINK_UNKNOWN);
    }

    @Test
    void aKeyOfAnotherPersonIsRefusedAndTheLinkStaysGood() {
        KeyPair key = Csr.key(KeyType.EC_P256);
        certify(trial.approved(trial.somebody()), Csr.of(key)).orThrow();
        EmailAddress thief = trial.somebody();
        OneTimeSecret link = trial.approved(thief);
        assertThat(code(certify(link, Csr.of(key)))).isEqualTo(RefusalCode.KEY_IN_USE);
        assertThat(trial.events(1)).containsExactly("IssuanceRefused");
        assertThat(of(thief)).isEmpty();
        assertThat(certify(link, Csr.fresh()).isOk()).isTrue();
    }

    @Test
    void aBadRequestIsAuditedAndTheLinkStaysGood() {
        OneTimeSecret link = trial.approved(trial.somebody());
        byte[] forged = Csr.fresh();
        forged[forged.length - 1] ^= 1;
        for (byte[] bad : List.of(forged, new byte[0], new byte[20_000], "hello".getBytes(StandardCharsets.UTF_8))) {
            assertThat(certify(link, bad).isOk()).isFalse();
            assertThat(trial.events(1)).containsExactly("IssuanceRefused");
        }
        assertThat(certify(link, Csr.fresh()).isOk()).isTrue();
    }

    @Test
    void aRefusedRequestGetsNoCertificate() {
        Enrollments.Begun begun = trial.begun(trial.somebody(), Channel.TERMINAL);
        Enrollment proven = trial.enrollments
                .proveByCode(begun.enrollment().id(), begun.claim(), List.of(trial.mailedCode()), Trial.ORIGIN)
                .orThrow();
        trial.enrollments.refuse(proven.id(), "", Trial.OFFICER).orThrow();
        assertThat(code(certify(begun.claim(), Csr.fresh()))).isEqualTo(RefusalCode.WRONG_STATE);
        assertThat(of(proven.address())).isEmpty();
    }
}
