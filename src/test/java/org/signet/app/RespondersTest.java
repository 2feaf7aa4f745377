package org.signet.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.signet.app.ceremony.CopiedCa;
import org.signet.ca.revocation.Responders;
import org.signet.ca.revocation.Responders.Responder;
import org.signet.ca.revocation.Revocation.Grounds;
import org.signet.crypto.lint.Lint;
import org.signet.crypto.policy.KeyPolicy;
import org.signet.crypto.x509.Certificate;
import org.signet.model.RevocationReason;

class RespondersTest extends CopiedCa {
    private final List<String> refusals = new ArrayList<>();

    private Responders started() {
        Responders responders = StatusService.of(signet).responders();
        responders.keep(refusals::add);
        return responders;
    }

    private Certificate current(Responders responders) {
        return responders.of("issuing-1").map(Responder::certificate).orElseThrow();
    }

    private Path file(String name) {
        return folder.resolve("keys").resolve(name);
    }

    @Test
    void itIsMadeOnceForTheIssuingCaAlone() {
        Responders responders = started();
        Certificate certificate = current(responders);
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
        assertThat(responders.of("root-1")).isEmpty();
        assertThat(file("ocsp-issuing-1.p12")).exists();
        var record = signet.certificates().find(content.serial()).orElseThrow();
        assertThat(record.personId()).isZero();
        assertThat(record.profile()).isEqualTo("ocsp-responder");
        assertThat(record.addresses()).isEmpty();
        responders.keep(refusals::add);
        assertThat(current(responders)).isEqualTo(certificate);
        assertThat(current(started())).isEqualTo(certificate);
        assertThat(refusals).isEmpty();
        assertThat(signet.audit().verify().broken()).isEmpty();
    }

    @Test
    void itIsRenewedAtHalfOfItsLife() {
        Responders responders = started();
        Certificate first = current(responders);
        clock.forward(Duration.ofDays(14));
        responders.keep(refusals::add);
        assertThat(current(responders)).isEqualTo(first);
        clock.forward(Duration.ofDays(1));
        responders.keep(refusals::add);
        Certificate second = current(responders);
        assertThat(second).isNotEqualTo(first);
        assertThat(current(started())).isEqualTo(second);
    }

    @Test
    void aRevokedOneIsReplaced() {
        Responders responders = started();
        Certificate first = current(responders);
        signet.revocation()
                .revoke(first.content().serial(), Grounds.of(RevocationReason.KEY_COMPROMISE), TestCa.OPERATOR)
                .orThrow();
        responders.keep(refusals::add);
        assertThat(current(responders)).isNotEqualTo(first);
    }

    @Test
    void aForeignFileIsReplaced() throws Exception {
        started();
        Files.copy(
                file("issuing-1.p12"), file("ocsp-issuing-1.p12"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        Files.copy(
                file("issuing-1.passphrase"),
                file("ocsp-issuing-1.passphrase"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThat(current(started()).content().isOcspResponder()).isTrue();
    }

    @Test
    void itServesWithoutTheIssuingKeyUntilItEnds() throws Exception {
        Certificate first = current(started());
        signet.keys().close();
        Files.move(file("issuing-1.p12"), folder.resolve("in-the-safe"));
        Responders responders = started();
        clock.forward(Duration.ofDays(20));
        responders.keep(refusals::add);
        assertThat(current(responders)).isEqualTo(first);
        assertThat(refusals).singleElement().asString().contains("issuing-1", "is not here");
        clock.forward(Duration.ofDays(10));
        assertThat(responders.of("issuing-1")).isEmpty();
        responders.keep(refusals::add);
        assertThat(responders.of("issuing-1")).isEmpty();
        Files.move(folder.resolve("in-the-safe"), file("issuing-1.p12"));
        responders.keep(refusals::add);
        assertThat(current(responders)).isNotEqualTo(first);
    }
}
