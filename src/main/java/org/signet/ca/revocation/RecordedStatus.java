package org.signet.ca.revocation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.signet.ca.authority.Issuer;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.PathValidation.TrustedPath;
import org.signet.crypto.x509.revocation.RevocationSource;
import org.signet.crypto.x509.revocation.RevocationStatus;
import org.signet.crypto.x509.revocation.RevocationStatus.Evidence;
import org.signet.model.CertificateStatus;
import org.signet.model.RevocationReason;

/**
 * What our own records say of certificates below our issuers; whoever else issued, {@code next} is asked. A certificate with our
 * signature that is not in our records is never good: nobody ever decided to issue it, so that no list would name it.
 */
public final class RecordedStatus implements RevocationSource {
    private final RevocationStore records;
    private final List<Issuer> issuers;
    private final RevocationSource next;

    public RecordedStatus(RevocationStore records, List<Issuer> issuers, RevocationSource next) {
        this.records = records;
        this.issuers = List.copyOf(issuers);
        this.next = next;
    }

    @Override
    public RevocationStatus status(TrustedPath path, int place, Instant at) {
        Certificate certificate = path.certificates().get(place);
        Certificate above = path.certificates().get(place + 1);
        Optional<Issuer> issuer = issuers.stream()
                .filter(Issuer::isOurs)
                .filter(each -> each.certificates().anyMatch(own -> sameCa(own, above)))
                .findFirst();
        if (issuer.isEmpty()) {
            return next.status(path, place, at);
        }
        Optional<CertificateStatus> recorded = certificate
                .content()
                .soundSerial()
                .fold(serial -> records.status(issuer.get().id(), serial), unsound -> Optional.empty());
        if (recorded.isPresent()) {
            return told(recorded.get(), at);
        }
        if (issuers.stream().flatMap(Issuer::certificates).anyMatch(certificate::equals)) {
            return told(new CertificateStatus.Active(), at);
        }
        // What it certified before it came to us is in the CRLs that go on.
        return issuer.get().standing() == Issuer.Standing.IMPORTED
                ? next.status(path, place, at)
                : new RevocationStatus.Undetermined("It has the signature of "
                        + issuer.get().id() + " and is not in our records; tell the administrators at once.");
    }

    private static boolean sameCa(Certificate own, Certificate above) {
        return own.content().keyId().equals(above.content().keyId())
                && own.content().subject().equals(above.content().subject());
    }

    private static RevocationStatus told(CertificateStatus status, Instant at) {
        List<Evidence> evidence = List.of(new Evidence(Evidence.Kind.RECORDS, "", at, Optional.empty()));
        return status.fold(
                () -> new RevocationStatus.Good(evidence),
                held -> new RevocationStatus.Revoked(
                        held.since(), RevocationReason.CERTIFICATE_HOLD, Optional.empty(), evidence),
                revoked ->
                        new RevocationStatus.Revoked(revoked.at(), revoked.reason(), revoked.invalidity(), evidence));
    }
}
