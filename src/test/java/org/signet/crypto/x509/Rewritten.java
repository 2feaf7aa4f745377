package org.signet.crypto.x509;

import org.signet.model.Bytes;

/** A copy of a certificate as anybody can write it while the signature still holds: with a length of one octet more than it takes. */
public final class Rewritten {
    private Rewritten() {}

    public static Certificate of(Certificate certificate) {
        byte[] der = certificate.der().toArray();
        byte[] longer = new byte[der.length + 1];
        longer[0] = der[0];
        longer[1] = (byte) 0x83;
        System.arraycopy(der, 2, longer, 3, der.length - 2);
        return Certificate.parse(Bytes.of(longer)).orThrow();
    }
}
