package org.signet.crypto.policy;

/** Ciphers for the content of a message, strongest first, by their object identifiers (RFC 8551 §2.7; NIST CSOR). */
public enum ContentCipher {
    AES_256_GCM("2.16.840.1.101.3.4.1.46"),
    AES_256_CBC("2.16.840.1.101.3.4.1.42"),
    AES_128_GCM("2.16.840.1.101.3.4.1.6"),
    AES_128_CBC("2.16.840.1.101.3.4.1.2");

    private final String oid;

    ContentCipher(String oid) {
        this.oid = oid;
    }

    public String oid() {
        return oid;
    }
}
