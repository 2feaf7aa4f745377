package org.signet.crypto.x509.revocation;

import java.util.Arrays;
import java.util.Random;

/** Octets as a fault or a forger leaves them. */
final class Mutation {
    private Mutation() {}

    static byte[] of(byte[] octets, Random random) {
        byte[] changed = octets.clone();
        int at = random.nextInt(changed.length);
        switch (random.nextInt(5)) {
            case 0 -> changed[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> changed[at] = (byte) random.nextInt(256);
            case 2 -> changed = Arrays.copyOf(changed, at);
            case 3 -> changed = Arrays.copyOf(changed, changed.length + 1 + random.nextInt(8));
            default -> {
                int to = random.nextInt(changed.length);
                int length = random.nextInt(Math.min(16, changed.length - Math.max(at, to)) + 1);
                System.arraycopy(octets, at, changed, to, length);
                // A copy onto itself would change nothing.
                changed[0] ^= (byte) (Arrays.equals(changed, octets) ? 1 : 0);
            }
        }
        return Arrays.equals(changed, octets) ? of(octets, random) : changed;
    }
}
