package org.signet.edge.json.revocation;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.signet.ca.authority.CertificateStore;
import org.signet.ca.revocation.KeyRevocation;
import org.signet.ca.revocation.Revocation.Grounds;
import org.signet.crypto.x509.possession.RevocationRequest;
import org.signet.model.CertificateRecord;
import org.signet.model.CertificateStatus;
import org.signet.model.EmailAddress;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;
import org.signet.model.RevocationReason;
import org.signet.model.SerialNumber;

/** What is said about revocation, in JSON. */
public final class RevocationView {
    private RevocationView() {}

    /**
     * Asks for the revocation of one certificate.
     *
     * @param reason as RFC 5280 §5.3.1 spells it; absent for {@code unspecified}
     * @param invalidSince when its key is thought to have been lost; absent if that is not known
     */
    public record Wanted(String reason, Instant invalidSince) {
        Outcome<Grounds> grounds() {
            return RevocationView.grounds(reason, invalidSince);
        }
    }

    /** Asks for the revocation of every certificate of whoever has the address; else as {@link Wanted}. */
    public record Leaver(String email, String reason, Instant invalidSince) {
        Outcome<EmailAddress> address() {
            return EmailAddress.parse(email);
        }

        Outcome<Grounds> grounds() {
            return RevocationView.grounds(reason, invalidSince);
        }
    }

    private static Outcome<Grounds> grounds(String reason, Instant invalidSince) {
        String text = reason == null ? RevocationReason.UNSPECIFIED.text() : reason;
        return RevocationReason.ofText(text)
                .map(known -> Outcome.ok(new Grounds(known, Optional.ofNullable(invalidSince))))
                .orElseGet(() -> Outcome.refused(
                        RefusalCode.BAD_INPUT,
                        "The property \"reason\" is spelled as in RFC 5280, for example keyCompromise or superseded."));
    }

    /** @param request PKCS#10 in PEM; {@link org.signet.crypto.x509.possession.RevocationStatement} says what its subject must be */
    public record Proof(String request) {
        Outcome<RevocationRequest> parsed() {
            return request == null || request.isBlank()
                    ? Outcome.refused(
                            RefusalCode.BAD_INPUT,
                            "Give the request that the key signed, PKCS#10 in PEM, as the property \"request\".")
                    : RevocationRequest.parse(request.getBytes(StandardCharsets.UTF_8));
        }
    }

    /**
     * What the proof of a key came to.
     *
     * @param revoked serial numbers of those revoked now
     * @param before of those that were revoked already
     */
    public record Ended(String reason, List<String> revoked, List<String> before) {
        public Ended {
            revoked = revoked == null ? List.of() : List.copyOf(revoked);
            before = before == null ? List.of() : List.copyOf(before);
        }

        static Ended of(KeyRevocation.Ended ended) {
            return new Ended(ended.reason().text(), hex(ended.revoked()), hex(ended.before()));
        }

        private static List<String> hex(List<SerialNumber> serials) {
            return serials.stream().map(SerialNumber::hex).toList();
        }
    }

    /**
     * How a certificate stands and when it ends: no more than everybody is told by OCSP, CRL and the certificate itself.
     *
     * @param status {@code active}, {@code held}, {@code revoked} or {@code expired}
     * @param since of held and revoked ones; absent otherwise, as the two below
     * @param archived true of one that ended long ago and is in a file of the archive; absent otherwise
     */
    public record Status(
            String serial,
            String status,
            Instant notAfter,
            Instant since,
            String reason,
            Instant invalidSince,
            Boolean archived) {
        static Status of(CertificateRecord certificate, Instant now) {
            Instant end = certificate.validity().notAfter();
            return of(certificate.serial(), end, certificate.status(), now, null);
        }

        static Status of(SerialNumber serial, CertificateStore.Archived archived, Instant now) {
            return of(serial, archived.notAfter(), archived.status(), now, true);
        }

        private static Status of(
                SerialNumber serial, Instant end, CertificateStatus status, Instant now, Boolean archived) {
            String hex = serial.hex();
            return status.fold(
                    () -> new Status(hex, now.isAfter(end) ? "expired" : "active", end, null, null, null, archived),
                    held -> new Status(
                            hex, "held", end, held.since(), RevocationReason.CERTIFICATE_HOLD.text(), null, archived),
                    revoked -> new Status(
                            hex,
                            "revoked",
                            end,
                            revoked.at(),
                            revoked.reason().text(),
                            revoked.invalidity().orElse(null),
                            archived));
        }
    }

    /** What became of each certificate of a person that was not revoked yet. */
    public record All(List<Status> certificates) {
        public All {
            certificates = certificates == null ? List.of() : List.copyOf(certificates);
        }
    }
}
