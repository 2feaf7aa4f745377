package org.signet.ca.directory;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.signet.ca.access.People;
import org.signet.ca.authority.CertificateStore;
import org.signet.ca.authority.Issuer;
import org.signet.ca.authority.Issuers;
import org.signet.model.CertificateRecord;
import org.signet.model.EmailAddress;
import org.signet.model.Person;
import org.signet.model.SerialNumber;

/**
 * The directory of recipients' certificates. Asked by exact address; an address that nobody has, that is unlisted, or
 * whose certificates are revoked or expired, all answer alike: nothing.
 */
public final class Directory {
    private final CertificateStore certificates;
    private final Issuers issuers;
    private final People people;
    private final Clock clock;

    public Directory(CertificateStore certificates, Issuers issuers, People people, Clock clock) {
        this.certificates = certificates;
        this.issuers = issuers;
        this.people = people;
        this.clock = clock;
    }

    /** Certificates to encrypt to for that address: valid now, neither they nor their CA revoked, able to encrypt; the newest first. */
    public List<CertificateRecord> find(EmailAddress address) {
        Instant now = clock.instant();
        return certificates.naming(address).stream()
                .filter(c -> c.use().encrypts() && c.usableAt(now) && !isOfRevoked(c))
                .filter(c -> people.find(c.personId()).map(Person::listed).orElse(false))
                .sorted(Comparator.comparing(CertificateRecord::issuedAt).reversed())
                .toList();
    }

    private boolean isOfRevoked(CertificateRecord certificate) {
        return issuers.find(certificate.issuerId()).filter(Issuer::isRevoked).isPresent();
    }

    /** The certificate with that number, if {@link #find(EmailAddress)} tells it for one of its addresses. */
    public Optional<CertificateRecord> find(SerialNumber serial) {
        return certificates
                .find(serial)
                .filter(record -> record.addresses().stream()
                        .flatMap(address -> find(address).stream())
                        .anyMatch(found -> found.serial().equals(serial)));
    }
}
