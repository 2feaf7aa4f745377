package org.signet.ca.trust;

/** The newest root alone in DER (RFC 2585). */
final class RootDer {
    static final TrustKit KIT = new TrustKit(
            "der",
            TrustKit.Platform.FILES,
            "root.cer",
            "application/pkix-cert",
            "The root in DER, for Windows, macOS and phones",
            site -> site.anchors().root().der());

    private RootDer() {}
}
