package org.signet.ca.trust;

import org.signet.model.Bytes;

/** The newest root alone in DER (RFC 2585). */
final class RootDer implements TrustKit {
    @Override
    public String id() {
        return "der";
    }

    @Override
    public String fileName() {
        return "root.cer";
    }

    @Override
    public String mediaType() {
        return "application/pkix-cert";
    }

    @Override
    public String purpose() {
        return "The root in DER, for Windows, macOS and phones";
    }

    @Override
    public Bytes write(TrustAnchors anchors) {
        return anchors.root().der();
    }
}
