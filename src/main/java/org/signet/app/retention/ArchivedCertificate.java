package org.signet.app.retention;

import java.time.Instant;
import java.util.List;
import org.signet.crypto.policy.Providers;
import org.signet.model.Bytes;
import org.signet.model.CertificateRecord;
import org.signet.model.CertificateStatus;
import org.signet.model.EmailAddress;

/**
 * What the records said of a certificate when it was archived: a line of JSON.
 *
 * @param person their number in the records
 * @param status {@code active}, {@code held} or {@code revoked}; never {@code expired}, which its end says
 * @param since of being held or revoked; null if it is neither
 * @param reason as RFC 5280 spells it; null if it was not revoked
 * @param invalidity since when its key is thought to be lost (RFC 5280 §5.3.2); null if that was not said
 * @param sha256 of the certificate in DER
 */
record ArchivedCertificate(
        String serial,
        String issuer,
        int crlShard,
        long person,
        String subject,
        List<String> addresses,
        String profile,
        String use,
        String keyId,
        Instant notBefore,
        Instant notAfter,
        Instant issued,
        String status,
        Instant since,
        String reason,
        Instant invalidity,
        String sha256) {

    static ArchivedCertificate of(CertificateRecord c) {
        CertificateStatus status = c.status();
        return new ArchivedCertificate(
                c.serial().hex(),
                c.issuerId(),
                c.crlShard(),
                c.personId(),
                c.subject(),
                c.addresses().stream().map(EmailAddress::toString).toList(),
                c.profile(),
                c.use().text(),
                c.keyId().hex(),
                c.validity().notBefore(),
                c.validity().notAfter(),
                c.issuedAt(),
                status.fold(() -> "active", held -> "held", revoked -> "revoked"),
                status.<Instant>fold(() -> null, CertificateStatus.Held::since, CertificateStatus.Revoked::at),
                status.<String>fold(
                        () -> null, held -> null, revoked -> revoked.reason().text()),
                status.<Instant>fold(
                        () -> null,
                        held -> null,
                        revoked -> revoked.invalidity().orElse(null)),
                Bytes.of(Providers.sha256(c.der().toArray())).hex());
    }
}
