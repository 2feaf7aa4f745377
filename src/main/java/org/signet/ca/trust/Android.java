package org.signet.ca.trust;

/**
 * The newest root under the name and media type at which Android's installer wakes. It takes one certificate a file; a phone that
 * was given the earlier root keeps it.
 */
final class Android {
    static final TrustKit KIT = new TrustKit(
            "android",
            TrustKit.Platform.ANDROID,
            "android.crt",
            "application/x-x509-ca-cert",
            "Android: the root, as its settings take it",
            site -> site.anchors().root().der());

    private Android() {}
}
