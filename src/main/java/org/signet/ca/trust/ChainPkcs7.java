package org.signet.ca.trust;

import org.signet.model.Bytes;

/** Issuing CAs and root as certs-only SignedData in DER (RFC 8551 §3.8). */
final class ChainPkcs7 implements TrustKit {
    @Override
    public String id() {
        return "p7b";
    }

    @Override
    public String fileName() {
        return "chain.p7b";
    }

    @Override
    public String mediaType() {
        return "application/pkcs7-mime";
    }

    @Override
    public String purpose() {
        return "Issuing CAs and root in one PKCS#7 file, for Windows";
    }

    @Override
    public Bytes write(TrustAnchors anchors) {
        return anchors.chain().pkcs7();
    }
}
