package org.signet.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.signet.app.ceremony.CopiedCa;
import org.signet.ca.revocation.Revocation;
import org.signet.crypto.keys.Pkcs12File;
import org.signet.crypto.lint.Lint;
import org.signet.model.EmailAddress;
import org.signet.model.KeyUse;
import org.signet.model.RevocationReason;

class ServiceIdentityTest extends CopiedCa {

    private Pkcs12File current() {
        return signet.serviceIdentity().current().orThrow();
    }

    @Test
    void itIsMadeOnceAndSignsOnly() {
        Pkcs12File first = current();
        var content = first.chain().get(0).content();
        assertThat(content.addresses()).containsExactly(new EmailAddress("ca", "example.com"));
        assertThat(Lint.check(content)).isEmpty();
        assertThat(first.chain().get(0).signs()).isTrue();
        assertThat(first.chain().get(0).encrypts()).isFalse();
        assertThat(first.chain()).hasSize(3);
        assertThat(current().chain()).isEqualTo(first.chain());
        var record = signet.certificates().find(content.serial()).orElseThrow();
        assertThat(record.personId()).isZero();
        assertThat(record.profile()).isEqualTo("service");
        assertThat(record.use()).isEqualTo(KeyUse.SIGN);
        assertThat(signet.addressBook().directory().find(new EmailAddress("ca", "example.com")))
                .isEmpty();
        assertThat(folder.resolve("keys/service.p12")).exists();
    }

    @Test
    void itIsRenewedBeforeItEndsAndAfterARevocation() throws Exception {
        Pkcs12File first = current();
        clock.forward(Duration.ofDays(300));
        assertThat(current().chain()).isEqualTo(first.chain());
        clock.forward(Duration.ofDays(50));
        Pkcs12File second = current();
        assertThat(second.chain()).isNotEqualTo(first.chain());
        signet.revocation()
                .revoke(
                        second.chain().get(0).content().serial(),
                        Revocation.Grounds.of(RevocationReason.KEY_COMPROMISE),
                        TestCa.OPERATOR)
                .orThrow();
        Pkcs12File third = current();
        assertThat(third.chain()).isNotEqualTo(second.chain());
        Files.delete(folder.resolve("keys/service.passphrase"));
        assertThat(current().chain()).isNotEqualTo(third.chain());
        assertThat(signet.audit().verify().broken()).isEmpty();
    }
}
