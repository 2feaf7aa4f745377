package org.signet.crypto.smime.writing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.signet.crypto.policy.ContentCipher;
import org.signet.crypto.policy.KeyTransport;
import org.signet.crypto.smime.People;
import org.signet.model.RefusedException;
import org.signet.model.SizedOctets;

class EncryptionTest {
    private static final SizedOctets LONG = SizedOctets.of(InputStream::nullInputStream, 65L << 30);

    private static SizedOctets encrypted(ContentCipher cipher) {
        return new Encryption(cipher, KeyTransport.PKCS1, People.RANDOM)
                .encrypt(LONG, List.of(People.BOB.certificate()));
    }

    /** GCM runs out of counters (NIST SP 800-38D §5.2.1.1); CBC takes any length. */
    @Test
    void moreThanGcmTakesIsRefused() {
        assertThatThrownBy(() -> encrypted(ContentCipher.AES_256_GCM))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("AES-CBC");
        assertThat(encrypted(ContentCipher.AES_256_CBC).length()).isGreaterThan(65L << 30);
    }
}
