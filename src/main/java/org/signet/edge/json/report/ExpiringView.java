package org.signet.edge.json.report;

import java.time.Instant;
import java.util.List;
import org.signet.ca.authority.ExpiringCertificates.Expiring;
import org.signet.model.EmailAddress;

/**
 * A certificate that ends.
 *
 * @param serial lower-case hexadecimal
 * @param use {@code sign}, {@code encrypt} or {@code both}
 * @param status {@code active} or {@code held}
 * @param daysLeft whole days
 * @param replaced whether its holder has a later one for the same mailboxes and use
 */
public record ExpiringView(
        String serial,
        String subject,
        List<String> emails,
        String use,
        String status,
        Instant notAfter,
        long daysLeft,
        boolean replaced) {
    public ExpiringView {
        emails = List.copyOf(emails);
    }

    public static ExpiringView of(Expiring expiring) {
        var certificate = expiring.certificate();
        return new ExpiringView(
                certificate.serial().hex(),
                certificate.subject(),
                certificate.addresses().stream().map(EmailAddress::toString).toList(),
                certificate.use().text(),
                certificate.status().fold(() -> "active", held -> "held", revoked -> "revoked"),
                certificate.validity().notAfter(),
                expiring.daysLeft(),
                expiring.replaced());
    }
}
