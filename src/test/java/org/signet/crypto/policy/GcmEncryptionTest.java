package org.signet.crypto.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.util.Random;
import javax.crypto.Cipher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** GCM in runs against the platform's own in one: runs that are short here, so that there are many. */
class GcmEncryptionTest {
    private static final ContentCipher KIND = ContentCipher.AES_256_GCM;

    private static byte[] filled(Random random, int octets) {
        byte[] filled = new byte[octets];
        random.nextBytes(filled);
        return filled;
    }

    private static byte[] platform(byte[] key, byte[] nonce, byte[] authenticated, byte[] plain)
            throws GeneralSecurityException {
        Cipher cipher = KIND.encrypting(key, nonce, ContentCipher.TAG);
        cipher.updateAAD(authenticated);
        return cipher.doFinal(plain);
    }

    private static byte[] inRuns(GcmEncryption encryption, byte[] plain, int piece) throws GeneralSecurityException {
        ByteArrayOutputStream found = new ByteArrayOutputStream();
        byte[] out = new byte[piece + 32];
        for (int from = 0; from < plain.length; from += piece) {
            found.write(out, 0, encryption.update(plain, from, Math.min(piece, plain.length - from), out, 0));
        }
        found.writeBytes(encryption.doFinal());
        return found.toByteArray();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 16",
        "1, 16",
        "16, 16",
        "17, 16",
        "32, 16",
        "33, 16",
        "4095, 16",
        "4096, 64",
        "4097, 64",
        "5000, 4096",
        "100000, 1024",
        "200000, 65536",
        "2000003, 1048576"
    })
    void runsGiveWhatOneGives(int octets, int run) throws GeneralSecurityException {
        Random random = new Random(octets);
        byte[] key = filled(random, KIND.keyOctets());
        byte[] nonce = filled(random, ContentCipher.NONCE);
        byte[] plain = filled(random, octets);
        for (int authenticated : new int[] {0, 5, 16, 1000}) {
            byte[] aad = filled(random, authenticated);
            byte[] expected = platform(key, nonce, aad, plain);
            for (int piece : new int[] {7, 64, 65_536}) {
                var encryption = new GcmEncryption(KIND, key, nonce, aad, ContentCipher.TAG, run);
                assertThat(inRuns(encryption, plain, piece))
                        .as("%d octets more, in pieces of %d", authenticated, piece)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void aShortTagIsTheBeginningOfTheWholeOne() throws GeneralSecurityException {
        byte[] key = new byte[KIND.keyOctets()];
        byte[] nonce = new byte[ContentCipher.NONCE];
        byte[] expected = platform(key, nonce, new byte[0], new byte[100]);
        for (long run : new long[] {48, 1024}) {
            var encryption = new GcmEncryption(KIND, key, nonce, new byte[0], ContentCipher.LEAST_TAG, run);
            assertThat(inRuns(encryption, new byte[100], 64))
                    .hasSize(112)
                    .isEqualTo(java.util.Arrays.copyOf(expected, 112));
        }
    }
}
