package org.signet.ca.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.app.Csr;
import org.signet.app.MovingClock;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.ca.audit.AuditEntry;
import org.signet.crypto.keys.SigningKey;
import org.signet.crypto.policy.SignatureScheme;
import org.signet.crypto.x509.Crls;
import org.signet.model.EmailAddress;
import org.signet.model.KeyUse;
import org.signet.model.Outcome;
import org.signet.model.PersonName;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;
import org.signet.model.SerialNumber;

/** What is known of a certificate before its signature exists, and what becomes of it. */
class IntentTest {
    private static final EmailAddress ADA = new EmailAddress("ada", "example.com");

    private final MovingClock clock = MovingClock.started();
    private Signet signet;

    @BeforeEach
    void open(@TempDir Path parent) {
        signet = TestCa.open(TestCa.copy(parent), clock);
    }

    @AfterEach
    void close() {
        signet.close();
    }

    private Order order() {
        long person = signet.transactions()
                .durable(() -> signet.people()
                        .vouchedFor(List.of(ADA), Optional.of(PersonName.ofDisplay("Ada")), TestCa.OPERATOR)
                        .orThrow()
                        .id());
        return new Order(
                person,
                PersonName.ofDisplay("Ada"),
                List.of(ADA),
                signet.profiles().find("mailbox-strict").orThrow(),
                KeyUse.BOTH,
                Csr.parsedFresh());
    }

    /** The real authority and its real key, with something that happens just before each signature. */
    private Authority interrupted(Runnable beforeSigning) {
        return new Authority(
                signet.certificates(),
                new Known(signet.authority().issuers()),
                issuer -> signet.keys().key(issuer).map(key -> new Watched(key, beforeSigning)),
                (profile, addresses) -> Optional.empty(),
                signet.transactions(),
                signet.audit(),
                clock,
                TestCa.RANDOM);
    }

    private record Known(List<Issuer> all) implements Issuers {
        @Override
        public Optional<Issuer> find(String id) {
            return all.stream().filter(issuer -> issuer.id().equals(id)).findFirst();
        }
    }

    private record Watched(SigningKey key, Runnable before) implements SigningKey {
        @Override
        public PublicKey publicKey() {
            return key.publicKey();
        }

        @Override
        public byte[] sign(SignatureScheme scheme, InputStream message) {
            before.run();
            return key.sign(scheme, message);
        }

        @Override
        public void close() {
            key.close();
        }
    }

    private String newest() {
        signet.transactions().durable(() -> null);
        AuditEntry entry = signet.audit().latest(1).get(0);
        return entry.type() + " " + entry.details().lines().findFirst().orElse("");
    }

    private List<SerialNumber> abandonedLater() {
        clock.forward(Duration.ofMinutes(3));
        return signet.authority().abandonUnfinished();
    }

    @Test
    void theIntentIsThereBeforeTheSignatureAndGoneAfterIt() {
        List<String> seen = new ArrayList<>();
        Issued issued = interrupted(() -> seen.add(newest()))
                .issue(order(), TestCa.OPERATOR, all -> {})
                .orThrow();
        String serial = "serial=" + issued.certificate().serial();
        assertThat(seen).containsExactly("IssuanceIntended " + serial);
        assertThat(newest()).isEqualTo("CertificateIssued " + serial);
        assertThat(abandonedLater()).isEmpty();
    }

    @Test
    void aSignatureThatFailsLeavesTheIntentForTheCrl() {
        Authority failing = interrupted(() -> {
            throw new IllegalStateException("the token was pulled out");
        });
        assertThatThrownBy(() -> failing.issue(order(), TestCa.OPERATOR, all -> {}))
                .hasMessage("the token was pulled out");
        assertThat(signet.certificates().naming(ADA)).isEmpty();
        assertThat(signet.authority().abandonUnfinished())
                .as("not yet: it may be at work")
                .isEmpty();
        List<SerialNumber> abandoned = abandonedLater();
        assertThat(abandoned).hasSize(1);
        assertThat(newest()).isEqualTo("IssuanceAbandoned serial=" + abandoned.get(0));
        clock.forward(Duration.ofMillis(1));
        var published = signet.crls().publishDue(trouble -> {});
        assertThat(Crls.read(signet.crlStore().octets(published.get(0))).serials())
                .containsAll(abandoned);
        assertThat(signet.crls().publishDue(trouble -> {})).isEmpty();
    }

    @Test
    void anIntentThatWasLeftBehindBlocksItsKeyForAMoment() {
        Order order = order();
        Authority failing = interrupted(() -> {
            throw new IllegalStateException("the token was pulled out");
        });
        assertThatThrownBy(() -> failing.issue(order, TestCa.OPERATOR, all -> {}))
                .hasMessage("the token was pulled out");
        assertThat(signet.authority()
                        .issue(order, TestCa.OPERATOR, all -> {})
                        .refusal()
                        .detail())
                .contains("at this moment");
        clock.forward(Duration.ofSeconds(10));
        signet.authority().issue(order, TestCa.OPERATOR, all -> {}).orThrow();
        assertThat(abandonedLater()).hasSize(1);
    }

    @Test
    void whatGoesAlongsideMayRefuseAndThenNothingIsRecorded() {
        Outcome<Issued> refused = signet.authority().issue(order(), TestCa.OPERATOR, issued -> {
            signet.mailQueue().enqueue(new org.signet.model.Mail(ADA, "hello", "text"), clock.instant());
            throw new RefusedException(RefusalCode.LINK_USED, "another was quicker");
        });
        assertThat(refused.refusal().code()).isEqualTo(RefusalCode.LINK_USED);
        assertThat(signet.certificates().naming(ADA)).isEmpty();
        assertThat(signet.mailQueue().latest(1)).isEmpty();
        assertThat(newest()).startsWith("IssuanceRefused ");
        assertThat(abandonedLater())
                .as("its signature exists, so it goes on the CRL")
                .hasSize(1);
    }

    @Test
    void anIssuanceThatWasGivenUpMeanwhileIsNotRecorded() {
        List<SerialNumber> abandoned = new ArrayList<>();
        Authority slow = interrupted(() -> abandoned.addAll(abandonedLater()));
        assertThatThrownBy(() -> slow.issue(order(), TestCa.OPERATOR, all -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("abandoned while it was signed");
        assertThat(abandoned).hasSize(1);
        assertThat(signet.certificates().naming(ADA)).isEmpty();
        assertThat(signet.audit().verify().broken()).isEmpty();
    }

    @Test
    void aKeyThatIsNotAtHandRefusesBeforeAnythingIsStored() {
        Authority locked = new Authority(
                signet.certificates(),
                new Known(signet.authority().issuers()),
                issuer -> Outcome.refused(RefusalCode.ISSUER_UNUSABLE, "locked"),
                (profile, addresses) -> Optional.empty(),
                signet.transactions(),
                signet.audit(),
                clock,
                TestCa.RANDOM);
        Order order = order();
        assertThat(locked.issue(order, TestCa.OPERATOR, all -> {}).refusal().detail())
                .isEqualTo("locked");
        assertThat(newest()).startsWith("IssuanceRefused ");
        assertThat(signet.authority().abandonUnfinished()).isEmpty();
        assertThat(abandonedLater()).as("no intent").isEmpty();
    }
}
