package org.signet.ca.authority;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.signet.model.CertificateRecord;

/** Which certificates of people end when, the nearest end first. What is revoked has ended already. */
public final class ExpiringCertificates {
    /** The furthest that is looked ahead: longer than any certificate of a person lasts. */
    public static final int MOST_DAYS = 3_650;

    private static final int PAGE = 200;

    private final CertificateStore certificates;
    private final Clock clock;

    public ExpiringCertificates(CertificateStore certificates, Clock clock) {
        this.certificates = certificates;
        this.clock = clock;
    }

    /**
     * A certificate that ends.
     *
     * @param replaced whether its holder has a later one for all that it serves, so that nothing is left to do
     * @param daysLeft whole days
     */
    public record Expiring(CertificateRecord certificate, boolean replaced, long daysLeft) {}

    /** All of the next days, one after the other. */
    public void each(int days, Consumer<Expiring> consumer) {
        Instant now = clock.instant();
        Optional<CertificateRecord> last = Optional.empty();
        do {
            List<CertificateRecord> page = certificates.ending(now, now.plus(Duration.ofDays(days)), last, PAGE);
            page.forEach(certificate -> consumer.accept(expiring(certificate, now)));
            last = page.size() < PAGE ? Optional.empty() : Optional.of(page.get(PAGE - 1));
        } while (last.isPresent());
    }

    private Expiring expiring(CertificateRecord certificate, Instant now) {
        return new Expiring(
                certificate,
                certificate.replacedBy(certificates.ofPerson(certificate.personId()), now),
                Duration.between(now, certificate.validity().notAfter()).toDays());
    }
}
