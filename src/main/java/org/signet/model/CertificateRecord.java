package org.signet.model;

import java.time.Instant;
import java.util.List;

/**
 * A certificate in our records.
 *
 * @param der the certificate as issued
 * @param issuerId the id of the issuer that signed it
 * @param crlShard which of that issuer's CRLs tells of it, by the number in its CRL distribution point; 0 for the one of all
 * @param personId who holds it; 0 for a certificate of the CA itself
 * @param subject the subject's short name, for lists
 * @param addresses every mailbox in its subjectAltName
 * @param profile id of the profile it was issued under
 */
public record CertificateRecord(
        SerialNumber serial,
        String issuerId,
        int crlShard,
        long personId,
        String subject,
        List<EmailAddress> addresses,
        String profile,
        KeyUse use,
        KeyId keyId,
        Validity validity,
        Bytes der,
        Instant issuedAt,
        CertificateStatus status) {

    public CertificateRecord {
        addresses = List.copyOf(addresses);
    }

    /** True if it may be used now: not revoked, not held, within its validity. */
    public boolean usableAt(Instant moment) {
        return status.isActive() && validity.contains(moment);
    }

    public boolean expiredAt(Instant moment) {
        return moment.isAfter(validity.notAfter());
    }

    /** Whether others of the same person, usable now and for longer, serve the same mailboxes for every use of this one. */
    public boolean replacedBy(List<CertificateRecord> others, Instant now) {
        List<CertificateRecord> longer = others.stream()
                .filter(other -> other.personId == personId
                        && other.usableAt(now)
                        && other.outlasts(this)
                        && EmailAddress.searchKeys(other.addresses).containsAll(EmailAddress.searchKeys(addresses)))
                .toList();
        return (!use.signs() || longer.stream().anyMatch(other -> other.use.signs()))
                && (!use.encrypts() || longer.stream().anyMatch(other -> other.use.encrypts()));
    }

    /** Of two that end together, as all do at their issuer's end, the later one. */
    private boolean outlasts(CertificateRecord other) {
        int ends = validity.notAfter().compareTo(other.validity.notAfter());
        return ends > 0 || ends == 0 && issuedAt.isAfter(other.issuedAt);
    }

    public CertificateRecord with(CertificateStatus changed) {
        return new CertificateRecord(
                serial, issuerId, crlShard, personId, subject, addresses, profile, use, keyId, validity, der, issuedAt,
                changed);
    }
}
