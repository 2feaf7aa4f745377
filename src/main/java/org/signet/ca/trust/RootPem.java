package org.signet.ca.trust;

import java.nio.charset.StandardCharsets;
import org.signet.crypto.x509.CertificateBundle;
import org.signet.model.Bytes;

/** The root in PEM (RFC 7468); both roots during a rollover. */
final class RootPem implements TrustKit {
    @Override
    public String id() {
        return "pem";
    }

    @Override
    public String fileName() {
        return "root.pem";
    }

    @Override
    public String mediaType() {
        return "application/x-pem-file";
    }

    @Override
    public String purpose() {
        return "The root in PEM, for Linux, OpenSSL and Thunderbird";
    }

    @Override
    public Bytes write(TrustAnchors anchors) {
        return Bytes.of(new CertificateBundle(anchors.roots()).pem().getBytes(StandardCharsets.US_ASCII));
    }
}
