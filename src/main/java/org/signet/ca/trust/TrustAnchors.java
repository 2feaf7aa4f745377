package org.signet.ca.trust;

import java.util.List;
import java.util.stream.Stream;
import org.signet.ca.authority.Issuer;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.CertificateBundle;

/** The certificates that clients need: the root to trust, the issuing CAs to find their way to it. */
public record TrustAnchors(Certificate root, List<Certificate> issuing) {
    public TrustAnchors {
        issuing = List.copyOf(issuing);
    }

    /** From the issuers in our records; the newest root counts. */
    public static TrustAnchors of(List<Issuer> issuers) {
        Certificate root = issuers.stream()
                .filter(Issuer::isRoot)
                .map(Issuer::certificate)
                .reduce((older, newer) -> newer)
                .orElseThrow(() -> new IllegalStateException("there is no root"));
        return new TrustAnchors(
                root,
                issuers.stream()
                        .filter(i -> !i.isRoot())
                        .map(Issuer::certificate)
                        .toList());
    }

    /** Issuing CAs, then the root. */
    public CertificateBundle chain() {
        return new CertificateBundle(
                Stream.concat(issuing.stream(), Stream.of(root)).toList());
    }
}
