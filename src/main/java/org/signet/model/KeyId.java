package org.signet.model;

/** Names a public key: the SHA-256 digest of its DER SubjectPublicKeyInfo (RFC 7093 §2 method 4 without truncation). */
public record KeyId(Bytes digest) {
    public String hex() {
        return digest.hex();
    }
}
