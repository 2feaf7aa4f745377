package org.signet.ca.authority;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.CertificateBundle;
import org.signet.model.EmailAddress;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;

/** The CAs as those see them who change none. */
public interface Issuers {
    Optional<Issuer> find(String id);

    /** The same for somebody who typed the id. */
    default Outcome<Issuer> named(String id) {
        return find(id).map(Outcome::ok)
                .orElseGet(() -> Outcome.refused(
                        RefusalCode.NOT_FOUND,
                        "There is no issuer " + id + "; there are "
                                + all().stream().map(Issuer::id).collect(Collectors.joining(", ")) + "."));
    }

    /** Every issuer, roots first, oldest first. */
    List<Issuer> all();

    /**
     * The issuing CA that signs now for these mailboxes: of those at work, within their validity, that may certify them, the one
     * that was added last.
     */
    default Outcome<Issuer> issuing(Instant now, List<EmailAddress> addresses) {
        List<Issuer> active = all().stream()
                .filter(i -> !i.isRoot() && i.standing() == Issuer.Standing.ACTIVE)
                .toList();
        if (active.isEmpty()) {
            return Outcome.refused(
                    RefusalCode.ISSUER_UNUSABLE,
                    "Every issuing CA is retired or revoked; bring the root's key back and run `signet authority new-issuer`.");
        }
        List<Issuer> atWork = active.stream().filter(i -> i.issuesAt(now)).toList();
        if (atWork.isEmpty()) {
            return Outcome.refused(
                    RefusalCode.ISSUER_UNUSABLE,
                    "No issuing CA is within its validity; check this machine's clock, or renew the issuing CA.");
        }
        return atWork.stream()
                .filter(i -> addresses.stream().allMatch(i.certificate()::permits))
                .reduce((older, newer) -> newer)
                .map(Outcome::ok)
                .orElseGet(() -> Outcome.refused(
                        RefusalCode.FOREIGN_DOMAIN,
                        "No issuing CA may certify "
                                + addresses.stream().map(EmailAddress::toString).collect(Collectors.joining(", "))
                                + "; bring the root's key back and run `signet authority add-domain`."));
    }

    /** A certificate with the issuers above it, the root last. */
    default CertificateBundle chain(Certificate leaf, Issuer issuer) {
        List<Certificate> chain = new ArrayList<>(List.of(leaf, issuer.certificate()));
        for (Issuer above = issuer; !above.isRoot(); ) {
            above = find(above.parentId()).orElseThrow();
            chain.add(above.certificate());
        }
        return new CertificateBundle(chain);
    }
}
