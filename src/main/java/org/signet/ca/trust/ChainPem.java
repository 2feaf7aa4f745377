package org.signet.ca.trust;

/** Issuing CAs and root in PEM (RFC 7468). */
final class ChainPem {
    static final TrustKit KIT = new TrustKit(
            "chain-pem",
            TrustKit.Platform.FILES,
            "chain.pem",
            "application/x-pem-file",
            "Issuing CAs and root in PEM",
            site -> TrustKit.ascii(site.anchors().chain().pem()));

    private ChainPem() {}
}
