package org.signet.edge.json.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.PathValidation.TrustedPath;
import org.signet.crypto.x509.revocation.RevocationStatus;

/**
 * What became of the certificates of a path, in JSON.
 *
 * @param certificates from the one that was asked about to the one below the anchor
 * @param anchor the subject of the trusted certificate
 */
public record PathStatusView(List<One> certificates, String anchor) {
    public PathStatusView {
        certificates = List.copyOf(certificates);
    }

    /**
     * One of them.
     *
     * @param serial lower-case hexadecimal
     * @param status {@code good}, {@code revoked} or {@code undetermined}
     * @param since when it was revoked, as {@code reason} and {@code invalidSince} for revoked ones only
     * @param invalidSince since when its key is thought to be bad, if the CA says so
     * @param why of undetermined ones only
     */
    public record One(
            String serial,
            String subject,
            String status,
            Instant since,
            String reason,
            Instant invalidSince,
            String why,
            List<Evidence> evidence) {
        public One {
            evidence = List.copyOf(evidence);
        }

        public static One of(Certificate certificate, RevocationStatus status, Instant now) {
            String serial = certificate.content().serialText();
            String subject = certificate.content().subject();
            List<Evidence> evidence = status.evidence().stream()
                    .map(each -> Evidence.of(each, now))
                    .toList();
            return status.fold(
                    good -> new One(serial, subject, "good", null, null, null, null, evidence),
                    revoked -> new One(
                            serial,
                            subject,
                            "revoked",
                            revoked.at(),
                            revoked.reason().text(),
                            revoked.invalidity().orElse(null),
                            null,
                            evidence),
                    unknown -> new One(serial, subject, "undetermined", null, null, null, unknown.why(), evidence));
        }
    }

    /**
     * What a status rests on.
     *
     * @param kind {@code crl}, {@code ocsp} or {@code records}
     * @param url where it was fetched; absent for what was at hand
     * @param ageSeconds how old it was when it was looked at
     */
    public record Evidence(String kind, String url, Instant thisUpdate, Instant nextUpdate, long ageSeconds) {
        static Evidence of(RevocationStatus.Evidence evidence, Instant now) {
            return new Evidence(
                    evidence.kind().name().toLowerCase(Locale.ROOT),
                    Optional.of(evidence.url()).filter(url -> !url.isEmpty()).orElse(null),
                    evidence.thisUpdate(),
                    evidence.nextUpdate().orElse(null),
                    evidence.age(now).toSeconds());
        }
    }

    /** @param statuses of the path's certificates, in its order */
    public static PathStatusView of(TrustedPath path, List<RevocationStatus> statuses, Instant now) {
        List<One> all = new ArrayList<>();
        for (int place = 0; place < path.length(); place++) {
            all.add(One.of(path.certificates().get(place), statuses.get(place), now));
        }
        return new PathStatusView(
                all, path.certificates().get(path.length()).content().subject());
    }
}
