package org.signet.edge.json;

import java.time.Instant;
import java.util.List;
import org.signet.ca.authority.Endings.Ending;
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
public record EndingView(
        String serial,
        String subject,
        List<String> emails,
        String use,
        String status,
        Instant notAfter,
        long daysLeft,
        boolean replaced) {
    public EndingView {
        emails = List.copyOf(emails);
    }

    public static EndingView of(Ending ending) {
        var certificate = ending.certificate();
        return new EndingView(
                certificate.serial().hex(),
                certificate.subject(),
                certificate.addresses().stream().map(EmailAddress::toString).toList(),
                certificate.use().text(),
                certificate.status().fold(() -> "active", held -> "held", revoked -> "revoked"),
                certificate.validity().notAfter(),
                ending.daysLeft(),
                ending.replaced());
    }
}
