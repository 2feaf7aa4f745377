package org.signet.ca.trust;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.signet.ca.authority.Issuer;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.CertificateBundle;

/**
 * The certificates that clients need: the roots to trust, the issuing CAs to find their way to them.
 *
 * @param roots the newest first; more than one while devices change from one to the next
 * @param issuing of each CA below a root the newest certificate: a client that finds two of one name takes either
 * @param crosses by which the old root vouches for the new one, and the other way round
 */
public record TrustAnchors(List<Certificate> roots, List<Certificate> issuing, List<Certificate> crosses) {
    public TrustAnchors {
        roots = List.copyOf(roots);
        issuing = List.copyOf(issuing);
        crosses = List.copyOf(crosses);
    }

    /** From the issuers in our records, without those that have ended; the newest root stays in any case. */
    public static TrustAnchors of(List<Issuer> issuers, Instant now) {
        List<Certificate> roots = new ArrayList<>();
        issuers.stream()
                .filter(issuer -> issuer.isRoot() && issuer.standing() != Issuer.Standing.RETIRED)
                // Devices have the root of an imported CA already.
                .forEach(root ->
                        roots.add(root.standing() == Issuer.Standing.IMPORTED ? roots.size() : 0, root.certificate()));
        if (roots.isEmpty()) {
            throw new IllegalStateException("there is no root");
        }
        Certificate newest = roots.get(0);
        roots.removeIf(root -> !root.equals(newest) && !lives(root, now));
        return new TrustAnchors(
                roots,
                issuers.stream()
                        .filter(issuer ->
                                !issuer.isRoot() && issuer.standing() != Issuer.Standing.REVOKED && issuer.lives(now))
                        .map(Issuer::certificate)
                        .toList(),
                issuers.stream()
                        .flatMap(issuer -> issuer.crosses().stream())
                        .filter(cross -> lives(cross, now))
                        .toList());
    }

    private static boolean lives(Certificate certificate, Instant now) {
        return certificate.content().validity().contains(now);
    }

    /** The root that new devices are given. */
    public Certificate root() {
        return roots.get(0);
    }

    /** Issuing CAs, cross certificates, then the roots. */
    public CertificateBundle chain() {
        return new CertificateBundle(
                Stream.of(issuing, crosses, roots).flatMap(List::stream).toList());
    }
}
