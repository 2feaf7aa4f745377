package org.signet.ca.authority;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.signet.ca.access.signin.CertificateHolders;
import org.signet.crypto.x509.Certificate;
import org.signet.model.Bytes;
import org.signet.model.CertificateRecord;
import org.signet.model.EmailAddress;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;

/**
 * Whose a certificate is, by our records: it is ours if it is octet for octet the one that stands there, which says more than
 * a path would. Its purpose is e-mail and need not be TLS too: nobody but us relies on it here, and we know what we issued it for.
 */
public final class RecordedHolders implements CertificateHolders {
    private final CertificateStore certificates;
    private final Authority authority;
    private final Clock clock;

    public RecordedHolders(CertificateStore certificates, Authority authority, Clock clock) {
        this.certificates = certificates;
        this.authority = authority;
        this.clock = clock;
    }

    @Override
    public Outcome<List<EmailAddress>> mailboxes(Bytes der) {
        return Certificate.parse(der)
                .then(certificate -> certificate.content().soundSerial())
                .<Optional<CertificateRecord>>fold(certificates::find, refusal -> Optional.empty())
                .filter(record -> record.der().equals(der))
                .filter(record ->
                        record.usableAt(clock.instant()) && record.use().signs())
                .filter(record -> authority.issuers().stream()
                        .anyMatch(issuer -> issuer.id().equals(record.issuerId()) && !issuer.isRevoked()))
                .map(CertificateRecord::addresses)
                .filter(addresses -> !addresses.isEmpty())
                .map(Outcome::ok)
                .orElseGet(() -> Outcome.refused(
                        RefusalCode.BAD_CERTIFICATE,
                        "This certificate is not one of ours that signs and holds now. Sign in with your password."));
    }
}
