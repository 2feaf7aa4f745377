package org.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.app.Csr;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.ca.authority.Issuer;
import org.signet.ca.revocation.Revocation.Grounds;
import org.signet.crypto.policy.KeyType;
import org.signet.model.EmailAddress;
import org.signet.model.KeyUse;
import org.signet.model.RevocationReason;

/** {@code signet authority revoke-issuer} shows how much ends with the CA. */
class RevokeIssuerTest {
    private Path folder;

    @BeforeEach
    void copy(@TempDir Path parent) {
        folder = TestCa.copy(parent);
    }

    private Ran revoke(String... options) {
        String[] verb = {"authority", "revoke-issuer", "issuing-1", "--reason", "cACompromise"};
        return Ran.of(Stream.of(verb, new String[] {"--data", folder.toString()}, options)
                .flatMap(Stream::of)
                .toArray(String[]::new));
    }

    private Issuer.Standing standing() {
        try (Signet signet = TestCa.open(folder)) {
            return signet.hierarchy().find("issuing-1").orThrow().standing();
        }
    }

    private void issue(String address) {
        try (Signet signet = TestCa.open(folder)) {
            signet.operatorIssuance()
                    .issue(
                            List.of(EmailAddress.parse(address).orThrow()),
                            Optional.empty(),
                            signet.profiles().find("mailbox-strict").orThrow(),
                            KeyUse.BOTH,
                            Csr.parsed(Csr.key(KeyType.EC_P256)),
                            TestCa.OPERATOR)
                    .orThrow();
        }
    }

    @Test
    void itIsShownHowMuchEndsWithIt() {
        String fingerprint;
        try (Signet signet = TestCa.open(folder)) {
            fingerprint = signet.hierarchy()
                    .find("issuing-1")
                    .orThrow()
                    .certificate()
                    .sha256()
                    .groups();
        }
        assertThat(revoke().err()).contains("becomes worthless, 0 live ones.");
        issue("ada@example.com");
        assertThat(revoke().err()).contains("becomes worthless, 1 live one.");
        issue("bob@example.com");
        Ran asked = revoke();
        assertThat(asked.code()).isEqualTo(1);
        assertThat(asked.err())
                .contains("SHA-256 " + fingerprint, "becomes worthless, 2 live ones.", "the last CA that issues")
                .endsWith("Give --yes to do it nevertheless.\n");
        assertThat(standing()).isEqualTo(Issuer.Standing.ACTIVE);
        assertThat(folder.toFile().list()).noneMatch(name -> name.startsWith("protocol-"));
        Ran done = revoke("--yes");
        assertThat(done.code()).isZero();
        assertThat(done.out().replaceAll("\\s+", " "))
                .contains("To be revoked: issuing-1. Live certificates below it: 2. Nobody was asked (--yes).");
        assertThat(standing()).isEqualTo(Issuer.Standing.REVOKED);
        assertThat(revoke().err()).as("without a question").startsWith("issuing-1 is revoked already.");
    }

    @Test
    void whatEndedBeforeIsNotCounted() {
        issue("ada@example.com");
        issue("bob@example.com");
        Instant now = Instant.now();
        try (Signet signet = TestCa.open(folder)) {
            var ada = signet.certificates()
                    .naming(EmailAddress.parse("ada@example.com").orThrow())
                    .get(0);
            signet.revocation()
                    .revoke(ada.serial(), Grounds.of(RevocationReason.SUPERSEDED), TestCa.OPERATOR)
                    .orThrow();
            assertThat(signet.certificates().liveBelow("issuing-1", now)).isEqualTo(1);
            assertThat(signet.certificates().liveBelow("issuing-1", now.plus(Duration.ofDays(9000))))
                    .isZero();
            assertThat(signet.certificates().liveBelow("root-1", now)).isZero();
        }
    }
}
