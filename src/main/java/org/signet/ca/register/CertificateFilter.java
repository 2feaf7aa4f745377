package org.signet.ca.register;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.signet.model.CertificateRecord;
import org.signet.model.CertificateStatus;
import org.signet.model.KeyUse;

/**
 * Which certificates somebody wants to see. What is empty lets all through.
 *
 * @param issuer id of the CA that issued them
 * @param profile id of theirs
 * @param domain of one of their mailboxes, as a lower-case A-label
 * @param text what their subject, a mailbox or the serial number holds
 */
public record CertificateFilter(
        Optional<State> state,
        Optional<String> issuer,
        Optional<String> profile,
        Optional<String> domain,
        Optional<KeyUse> use,
        String text) {
    /** How soon a certificate ends that is said to be ending. */
    public static final Duration SOON = Duration.ofDays(30);

    public static final CertificateFilter ALL = new CertificateFilter(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), "");

    /** What a certificate is worth. One of a revoked CA is in none of these states. */
    public enum State {
        ACTIVE,
        /** Active, and it ends within {@link #SOON}. */
        ENDING,
        EXPIRED,
        HELD,
        REVOKED;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        private boolean of(CertificateRecord certificate, Instant now, Set<String> revokedIssuers) {
            CertificateStatus status = certificate.status();
            boolean expired = certificate.expiredAt(now);
            boolean active = status.isActive() && !expired && !revokedIssuers.contains(certificate.issuerId());
            return switch (this) {
                case ACTIVE -> active;
                case ENDING -> active && !certificate.validity().notAfter().isAfter(now.plus(SOON));
                case EXPIRED -> status.isActive() && expired;
                case HELD -> status instanceof CertificateStatus.Held;
                case REVOKED -> status.isRevoked();
            };
        }
    }

    public CertificateFilter withState(Optional<State> other) {
        return new CertificateFilter(other, issuer, profile, domain, use, text);
    }

    public CertificateFilter withIssuer(Optional<String> other) {
        return new CertificateFilter(state, other, profile, domain, use, text);
    }

    public CertificateFilter withProfile(Optional<String> other) {
        return new CertificateFilter(state, issuer, other, domain, use, text);
    }

    public CertificateFilter withDomain(Optional<String> other) {
        return new CertificateFilter(state, issuer, profile, other, use, text);
    }

    public CertificateFilter withUse(Optional<KeyUse> other) {
        return new CertificateFilter(state, issuer, profile, domain, other, text);
    }

    public CertificateFilter withText(String other) {
        return new CertificateFilter(state, issuer, profile, domain, use, other);
    }

    /** @param revokedIssuers ids of the CAs that were taken back, and with them all that they issued */
    boolean lets(CertificateRecord certificate, Instant now, Set<String> revokedIssuers) {
        return state.map(s -> s.of(certificate, now, revokedIssuers)).orElse(true)
                && issuer.map(certificate.issuerId()::equals).orElse(true)
                && profile.map(certificate.profile()::equals).orElse(true)
                && domain.map(d -> certificate.addresses().stream()
                                .anyMatch(address -> address.domain().equals(d)))
                        .orElse(true)
                && use.map(certificate.use()::equals).orElse(true)
                && (text.isEmpty() || holds(certificate, text.toLowerCase(Locale.ROOT)));
    }

    private static boolean holds(CertificateRecord certificate, String lower) {
        return certificate.subject().toLowerCase(Locale.ROOT).contains(lower)
                || certificate.serial().hex().contains(lower)
                || certificate.addresses().stream()
                        .anyMatch(address -> address.searchKey().contains(lower));
    }
}
