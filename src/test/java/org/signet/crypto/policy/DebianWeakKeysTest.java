package org.signet.crypto.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DebianWeakKeysTest {
    private static final BigInteger LISTED = modulus();
    private static final BigInteger OTHER = modulus();

    @TempDir
    Path folder;

    private static BigInteger modulus() {
        SecureRandom random = new SecureRandom();
        return BigInteger.probablePrime(1024, random)
                .multiply(BigInteger.probablePrime(1024, random))
                .setBit(2047);
    }

    /** As the manual page of openssl-vulnkey tells how to compute it. */
    private static String line(BigInteger modulus) throws Exception {
        String text = "Modulus=" + HexFormat.of().withUpperCase().formatHex(bytes(modulus)) + "\n";
        byte[] sha1 = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().formatHex(sha1).substring(20);
    }

    private static byte[] bytes(BigInteger modulus) {
        byte[] signed = modulus.toByteArray();
        return signed[0] == 0 ? java.util.Arrays.copyOfRange(signed, 1, signed.length) : signed;
    }

    @Test
    void aListedModulusIsFound() throws Exception {
        Files.writeString(
                folder.resolve("blacklist.RSA-2048"),
                "# some words\n00000000000000000000\n" + line(LISTED) + "\nffffffffffffffffffff\n");
        DebianWeakKeys keys = new DebianWeakKeys(folder);
        assertThat(keys.contains(LISTED)).isTrue();
        assertThat(keys.contains(OTHER)).isFalse();
        assertThat(keys.contains(LISTED.shiftLeft(1))).as("another size").isFalse();
    }

    @Test
    void withoutListsNothingIsFound() throws IOException {
        assertThat(new DebianWeakKeys(folder).contains(LISTED)).isFalse();
    }
}
