package org.signet.crypto.x509.revocation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.signet.crypto.policy.NameDigest;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.PathValidation.TrustedPath;
import org.signet.crypto.x509.ocsp.OcspRequest;
import org.signet.crypto.x509.ocsp.OcspResponse;
import org.signet.crypto.x509.ocsp.OcspStatus;
import org.signet.crypto.x509.revocation.RevocationStatus.Evidence;
import org.signet.crypto.x509.revocation.RevocationStatus.Good;
import org.signet.crypto.x509.revocation.RevocationStatus.Revoked;
import org.signet.crypto.x509.revocation.RevocationStatus.Undetermined;
import org.signet.model.Bytes;
import org.signet.model.Outcome;
import org.signet.model.RevocationReason;

/** What the OCSP responder says that a certificate names (RFC 6960). Asked by SHA-256, and by SHA-1 if that leads to nothing. */
final class OcspResponders implements RevocationSource {
    private static final List<NameDigest> DIGESTS = List.of(NameDigest.SHA256, NameDigest.SHA1);

    private final StatusServers servers;

    OcspResponders(StatusServers servers) {
        this.servers = servers;
    }

    @Override
    public RevocationStatus status(TrustedPath path, int place, Instant at) {
        Question question =
                new Question(path.certificates().get(place), path.certificates().get(place + 1), at);
        try {
            List<String> urls = StatusAddresses.responders(question.certificate());
            RevocationStatus last = new Undetermined("It names no OCSP responder that can be asked over http.");
            for (String url : urls) {
                for (NameDigest digest : DIGESTS) {
                    last = ask(url, digest, question);
                    if (!(last instanceof Undetermined)) {
                        return last;
                    }
                }
            }
            return last;
        } catch (RuntimeException malformed) {
            return new Undetermined("What it says of its OCSP responder is malformed.");
        }
    }

    private record Question(Certificate certificate, Certificate issuer, Instant at) {
        Outcome<OcspResponse.Told> answer(Bytes response) {
            return OcspResponse.parse(response).then(parsed -> parsed.check(certificate, issuer, Optional.empty(), at));
        }
    }

    /** Without a nonce: most responders sign ahead, and an answer's own times tell its age. */
    private RevocationStatus ask(String url, NameDigest digest, Question question) {
        OcspRequest request =
                OcspRequest.forCertificate(question.certificate(), question.issuer(), Optional.empty(), digest);
        return servers.ocsp(
                        url,
                        request.encode(),
                        response -> question.answer(response)
                                .fold(OcspResponse.Told::nextUpdate, refusal -> Optional.empty()))
                .then(question::answer)
                .fold(told -> status(url, told), refusal -> new Undetermined(refusal.detail()));
    }

    private static RevocationStatus status(String url, OcspResponse.Told told) {
        List<Evidence> evidence = List.of(new Evidence(Evidence.Kind.OCSP, url, told.thisUpdate(), told.nextUpdate()));
        if (told.status() instanceof OcspStatus.Revoked revoked) {
            return new Revoked(
                    revoked.at(), revoked.reason().orElse(RevocationReason.UNSPECIFIED), Optional.empty(), evidence);
        }
        return told.status() instanceof OcspStatus.Good
                ? new Good(evidence)
                : new Undetermined("Its OCSP responder does not know it.");
    }
}
