package org.signet.ca.trust;

import org.signet.crypto.x509.CertificateBundle;

/** The root in PEM (RFC 7468); both roots during a rollover. */
final class RootPem {
    static final TrustKit KIT = new TrustKit(
            "pem",
            TrustKit.Platform.FILES,
            "root.pem",
            "application/x-pem-file",
            "The root in PEM, for Linux, OpenSSL and Thunderbird",
            site -> TrustKit.ascii(new CertificateBundle(site.anchors().roots()).pem()));

    private RootPem() {}
}
