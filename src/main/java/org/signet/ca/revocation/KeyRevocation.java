package org.signet.ca.revocation;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.signet.ca.audit.AuditEvent;
import org.signet.ca.audit.AuditLog;
import org.signet.ca.audit.Transactions;
import org.signet.ca.authority.CertificateStore;
import org.signet.ca.authority.Issuer;
import org.signet.ca.authority.Issuers;
import org.signet.ca.revocation.Revocation.Grounds;
import org.signet.crypto.x509.possession.RevocationRequest;
import org.signet.model.Actor;
import org.signet.model.CertificateRecord;
import org.signet.model.KeyId;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;
import org.signet.model.RevocationReason;
import org.signet.model.SerialNumber;

/**
 * Revocation by the key itself: whoever can sign with it, its holder or a finder, may end what it is good for. It needs no
 * account, no mailbox and no officer.
 */
public final class KeyRevocation {
    private final CertificateStore certificates;
    private final Issuers issuers;
    private final Revocation revocation;
    private final RevocationNotices notices;
    private final Transactions transactions;
    private final AuditLog audit;
    private final Clock clock;

    public KeyRevocation(
            CertificateStore certificates,
            Issuers issuers,
            Revocation revocation,
            RevocationNotices notices,
            Transactions transactions,
            AuditLog audit,
            Clock clock) {
        this.certificates = certificates;
        this.issuers = issuers;
        this.revocation = revocation;
        this.notices = notices;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * What came of it.
     *
     * @param revoked now
     * @param before those that were revoked already; a lost answer can be had again
     */
    public record Ended(RevocationReason reason, List<SerialNumber> revoked, List<SerialNumber> before) {
        public Ended {
            revoked = List.copyOf(revoked);
            before = List.copyOf(before);
        }
    }

    /**
     * Does what the key says. A compromised one is never certified again, nor for the first time: this stands even where the
     * answer is that there is no certificate of it.
     */
    public Outcome<Ended> revoke(RevocationRequest request, String origin) {
        Actor holder = Actor.key(request.keys().get(0), origin);
        return request.statement()
                .serial()
                .map(serial -> revokeOne(request, serial, holder))
                .orElseGet(() -> revokeAll(request.keys(), holder));
    }

    private Outcome<Ended> revokeOne(RevocationRequest request, SerialNumber serial, Actor holder) {
        RevocationReason reason = request.statement().reason();
        return transactions.attempt(() -> {
            CertificateRecord certificate = certificates
                    .find(serial)
                    .filter(found -> request.keys().contains(found.keyId()))
                    .map(Outcome::ok)
                    .orElseGet(() -> Outcome.refused(
                            RefusalCode.NOT_FOUND,
                            "No certificate here has both this serial number and this key; look at the number again."))
                    .orThrow();
            if (certificate.status().isRevoked()) {
                return new Ended(reason, List.of(), List.of(serial));
            }
            List<CertificateRecord> revoked = revocation
                    .revokeOwn(List.of(serial), Grounds.of(reason), holder)
                    .orThrow();
            notices.tell(revoked, reason, clock.instant());
            return new Ended(reason, List.of(serial), List.of());
        });
    }

    private Outcome<Ended> revokeAll(List<KeyId> keys, Actor finder) {
        Ended ended = transactions.durable(() -> {
            Instant now = clock.instant();
            List<SerialNumber> before = keys.stream()
                    .flatMap(key -> certificates.ofKey(key).stream())
                    .filter(certificate -> certificate.status().isRevoked())
                    .map(CertificateRecord::serial)
                    .toList();
            remember(keys, finder, now);
            List<CertificateRecord> revoked = new ArrayList<>();
            keys.forEach(key -> revocation.revokeCompromised(key, finder).run(revoked::addAll, noneLeft -> {}));
            notices.tell(revoked, RevocationReason.KEY_COMPROMISE, now);
            return new Ended(
                    RevocationReason.KEY_COMPROMISE,
                    revoked.stream().map(CertificateRecord::serial).toList(),
                    before);
        });
        return ended.revoked().isEmpty() && ended.before().isEmpty() ? none(keys) : Outcome.ok(ended);
    }

    private Outcome<Ended> none(List<KeyId> keys) {
        Optional<String> authority = issuers.all().stream()
                .filter(issuer -> keys.contains(issuer.certificate().content().keyId()))
                .map(Issuer::id)
                .findFirst();
        return Outcome.refused(
                authority.isPresent() ? RefusalCode.WRONG_STATE : RefusalCode.NOT_FOUND,
                authority
                        .map(
                                id -> "This is the key of a certificate authority itself, " + id
                                        + ". It is noted; call the"
                                        + " people who run it at once: they alone revoke it, by signet authority revoke-issuer.")
                        .orElse("No certificate of ours has this key, so there is nothing to revoke. It is noted that"
                                + " others have the key: it is not certified here."));
    }

    private void remember(List<KeyId> keys, Actor finder, Instant now) {
        List<KeyId> fresh =
                keys.stream().filter(key -> !certificates.isCompromised(key)).toList();
        fresh.forEach(key -> certificates.setCompromised(key, now));
        if (!fresh.isEmpty()) {
            String told = fresh.stream().map(KeyId::hex).collect(Collectors.joining(" "));
            audit.append(finder, new AuditEvent.KeyCompromised(told));
        }
    }
}
