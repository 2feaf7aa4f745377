package org.signet.edge.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.signet.ca.authority.Issuer;
import org.signet.ca.directory.Entry;
import org.signet.crypto.policy.KeyPolicy;
import org.signet.crypto.x509.Certificate;
import org.signet.model.CertificateRecord;
import org.signet.model.CertificateStatus;
import org.signet.model.EmailAddress;
import org.signet.model.RevocationReason;
import org.signet.model.Validity;

/**
 * A certificate as pages show it.
 *
 * @param record null for a certificate of the CA itself, and for what the directory tells
 * @param certificate the certificate, parsed
 * @param caRevoked whether the CA that it comes from, or that it is of, was revoked: then it is worth nothing, whatever its record
 *     says
 * @param now when the page is made
 */
public record CertificateCard(CertificateRecord record, Certificate certificate, boolean caRevoked, Instant now) {

    /**
     * Makes the cards of every page.
     *
     * @param issuers tells all CAs
     */
    public record Maker(Supplier<List<Issuer>> issuers, Clock clock) {
        public CertificateCard of(CertificateRecord record) {
            return of(List.of(record)).get(0);
        }

        public List<CertificateCard> of(List<CertificateRecord> records) {
            Set<String> revoked = revoked().map(Issuer::id).collect(Collectors.toSet());
            return records.stream()
                    .map(record -> new CertificateCard(
                            record,
                            Certificate.parse(record.der()).orThrow(),
                            revoked.contains(record.issuerId()),
                            clock.instant()))
                    .toList();
        }

        /** Of what the directory tells: usable, whoever issued it. */
        public List<CertificateCard> of(Entry entry) {
            return entry.parsed().stream()
                    .map(certificate -> new CertificateCard(null, certificate, false, clock.instant()))
                    .toList();
        }

        /** Of a CA's own certificate. */
        public CertificateCard ofCa(Certificate certificate) {
            boolean isRevoked = revoked().flatMap(Issuer::certificates).anyMatch(certificate::equals);
            return new CertificateCard(null, certificate, isRevoked, clock.instant());
        }

        private Stream<Issuer> revoked() {
            return issuers.get().stream().filter(Issuer::isRevoked);
        }
    }

    public String serial() {
        return certificate.content().serialText();
    }

    public String subject() {
        return certificate.content().shortName();
    }

    public String issuer() {
        return certificate.content().shortIssuer();
    }

    public Validity validity() {
        return certificate.content().validity();
    }

    public List<EmailAddress> addresses() {
        return certificate.content().addresses();
    }

    /** The key's kind as commands and configuration spell it. */
    public String key() {
        return KeyPolicy.name(certificate.content().publicKey());
    }

    /** {@code active}, {@code held}, {@code revoked}, {@code orphaned}, {@code expired} or {@code early}: how messages spell it. */
    public String state() {
        String own = ownState();
        if (!caRevoked || own.equals("revoked") || own.equals("expired")) {
            return own;
        }
        return record == null ? "revoked" : "orphaned";
    }

    private String ownState() {
        String stored =
                record == null ? "active" : record.status().fold(() -> "active", held -> "held", revoked -> "revoked");
        if (!stored.equals("active")) {
            return stored;
        }
        if (now.isAfter(validity().notAfter())) {
            return "expired";
        }
        return now.isBefore(validity().notBefore()) ? "early" : "active";
    }

    public boolean mayBeRevoked() {
        return record != null && !record.status().isRevoked();
    }

    public Optional<Instant> revokedAt() {
        return revocation().map(CertificateStatus.Revoked::at);
    }

    public Optional<RevocationReason> revocationReason() {
        return revocation().map(CertificateStatus.Revoked::reason);
    }

    /** Since when its key is thought to have been lost. */
    public Optional<Instant> invalidSince() {
        return revocation().flatMap(CertificateStatus.Revoked::invalidity);
    }

    public Optional<Instant> heldSince() {
        return record != null && record.status() instanceof CertificateStatus.Held held
                ? Optional.of(held.since())
                : Optional.empty();
    }

    private Optional<CertificateStatus.Revoked> revocation() {
        return record != null && record.status() instanceof CertificateStatus.Revoked revoked
                ? Optional.of(revoked)
                : Optional.empty();
    }

    /** How much of its life has passed, 0 to 100. */
    public long percentPassed() {
        long whole = validity().length().toSeconds();
        long passed = Duration.between(validity().notBefore(), now).toSeconds();
        return Math.max(0, Math.min(100, passed * 100 / Math.max(1, whole)));
    }

    public long daysLeft() {
        return Math.max(0, Duration.between(now, validity().notAfter()).toDays());
    }
}
