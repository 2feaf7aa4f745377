package org.signet.ca.trust;

/** Issuing CAs and root as certs-only SignedData in DER (RFC 8551 §3.8). */
final class ChainPkcs7 {
    static final TrustKit KIT = new TrustKit(
            "p7b",
            TrustKit.Platform.FILES,
            "chain.p7b",
            "application/pkcs7-mime",
            "Issuing CAs and root in one PKCS#7 file, for Windows",
            site -> site.anchors().chain().pkcs7());

    private ChainPkcs7() {}
}
