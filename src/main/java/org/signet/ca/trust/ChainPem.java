package org.signet.ca.trust;

import java.nio.charset.StandardCharsets;
import org.signet.model.Bytes;

/** Issuing CAs and root in PEM (RFC 7468). */
final class ChainPem implements TrustKit {
    @Override
    public String id() {
        return "chain-pem";
    }

    @Override
    public String fileName() {
        return "chain.pem";
    }

    @Override
    public String mediaType() {
        return "application/x-pem-file";
    }

    @Override
    public String purpose() {
        return "Issuing CAs and root in PEM";
    }

    @Override
    public Bytes write(TrustAnchors anchors) {
        return Bytes.of(anchors.chain().pem().getBytes(StandardCharsets.US_ASCII));
    }
}
