package org.signet.ca.revocation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.signet.model.CertificateRecord;
import org.signet.model.CertificateStatus;
import org.signet.model.SerialNumber;

/** Port: what became of certificates, by issuer and serial number, and how often that changed. */
public interface RevocationStore {

    /** What our records say of a serial number: empty if that issuer never issued it, or has not finished to. */
    Optional<CertificateStatus> status(String issuerId, SerialNumber serial);

    /** For every issuer how many changes of a status there were so far: one that rose tells that something changed. */
    Map<String, Long> changes();

    /** The serial numbers whose status changed after that many changes. */
    List<SerialNumber> changed(String issuerId, long after);

    /**
     * Records that a certificate is held or revoked; the number of changes of its issuer rises.
     *
     * @throws IllegalArgumentException if the status is neither
     */
    void set(Subject subject, CertificateStatus status);

    /** Ends a hold; the number of changes rises too. */
    void release(Subject subject, Instant now);

    /**
     * Whose status it is.
     *
     * @param crlShard which of its issuer's CRLs tells of it; 0 for the one of all
     * @param notAfter until when it is listed; empty for ever, where the certificate itself is not known
     */
    record Subject(String issuerId, SerialNumber serial, int crlShard, Optional<Instant> notAfter) {
        public static Subject of(CertificateRecord certificate) {
            return new Subject(
                    certificate.issuerId(),
                    certificate.serial(),
                    certificate.crlShard(),
                    Optional.of(certificate.validity().notAfter()));
        }
    }
}
