package org.signet.ca.trust;

import java.nio.charset.StandardCharsets;
import org.signet.model.Bytes;

/** The root alone in PEM (RFC 7468). */
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
        return Bytes.of(anchors.root().pem().getBytes(StandardCharsets.US_ASCII));
    }
}
