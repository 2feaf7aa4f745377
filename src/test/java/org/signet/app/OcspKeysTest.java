package org.signet.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.signet.ca.revocation.Responders.Responder;
import org.signet.crypto.lint.Lint;
import org.signet.crypto.policy.KeyPolicy;
import org.signet.crypto.x509.Certificate;
import org.signet.model.RevocationReason;

class OcspKeysTest extends CopiedCa {
    private final List<String> refusals = new ArrayList<>();

    private OcspKeys keys() {
        OcspKeys keys = new OcspKeys(signet);
        keys.keep(refusals::add);
        return keys;
    }

    private Certificate current(OcspKeys keys) {
        return keys.of("issuing-1").map(Responder::certificate).orElseThrow();
    }

    private Path file(String name) {
        return folder.resolve("keys").resolve(name);
    }

    @Test
    void itIsMadeOnceForTheIssuingCaAlone() {
        OcspKeys keys = keys();
        Certificate certificate = current(keys);
        var content = certificate.content();
        assertThat(Lint.check(content)).isEmpty();
        assertThat(content.isOcspResponder()).isTrue();
        assertThat(KeyPolicy.name(content.publicKey())).isEqualTo("ec-p256");
        assertThat(certificate.signedBy(signet.authority()
                        .issuing(clock.instant())
                        .orThrow()
                        .certificate()
                        .content()
                        .publicKey()))
                .isTrue();
        assertThat(keys.of("root-1")).isEmpty();
        assertThat(file("ocsp-issuing-1.p12")).exists();
        var record = signet.certificates().find(content.serial()).orElseThrow();
        assertThat(record.personId()).isZero();
        assertThat(record.profile()).isEqualTo("ocsp-responder");
        assertThat(record.addresses()).isEmpty();
        keys.keep(refusals::add);
        assertThat(current(keys)).isEqualTo(certificate);
        assertThat(current(keys())).isEqualTo(certificate);
        assertThat(refusals).isEmpty();
        assertThat(signet.audit().verify().broken()).isEmpty();
    }

    @Test
    void itIsRenewedAtHalfOfItsLife() {
        OcspKeys keys = keys();
        Certificate first = current(keys);
        clock.forward(Duration.ofDays(14));
        keys.keep(refusals::add);
        assertThat(current(keys)).isEqualTo(first);
        clock.forward(Duration.ofDays(1));
        keys.keep(refusals::add);
        Certificate second = current(keys);
        assertThat(second).isNotEqualTo(first);
        assertThat(current(keys())).isEqualTo(second);
    }

    @Test
    void aRevokedOneIsReplaced() {
        OcspKeys keys = keys();
        Certificate first = current(keys);
        signet.revocation()
                .revoke(first.content().serial(), RevocationReason.KEY_COMPROMISE, TestCa.OPERATOR)
                .orThrow();
        keys.keep(refusals::add);
        assertThat(current(keys)).isNotEqualTo(first);
    }

    @Test
    void aForeignFileIsReplaced() throws Exception {
        keys();
        Files.copy(
                file("issuing-1.p12"), file("ocsp-issuing-1.p12"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        Files.copy(
                file("issuing-1.passphrase"),
                file("ocsp-issuing-1.passphrase"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThat(current(keys()).content().isOcspResponder()).isTrue();
    }

    @Test
    void itServesWithoutTheIssuingKeyUntilItEnds() throws Exception {
        Certificate first = current(keys());
        signet.keys().close();
        Files.move(file("issuing-1.p12"), folder.resolve("in-the-safe"));
        OcspKeys keys = keys();
        clock.forward(Duration.ofDays(20));
        keys.keep(refusals::add);
        assertThat(current(keys)).isEqualTo(first);
        assertThat(refusals).singleElement().asString().contains("issuing-1", "is not here");
        clock.forward(Duration.ofDays(10));
        assertThat(keys.of("issuing-1")).isEmpty();
        keys.keep(refusals::add);
        assertThat(keys.of("issuing-1")).isEmpty();
        Files.move(folder.resolve("in-the-safe"), file("issuing-1.p12"));
        keys.keep(refusals::add);
        assertThat(current(keys)).isNotEqualTo(first);
    }
}
