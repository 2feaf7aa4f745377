package org.signet.ca.authority;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.signet.ca.audit.AuditEvent;
import org.signet.ca.audit.AuditLog;
import org.signet.ca.authority.CertificateStore.KeyRecord;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.x509.CertificateContent;
import org.signet.model.Actor;
import org.signet.model.Bytes;
import org.signet.model.KeyId;
import org.signet.model.Refusal;
import org.signet.model.RefusalCode;
import org.signet.model.RevocationReason;
import org.signet.model.SerialNumber;

/** What is about to be signed, stored and audited before it is; each method joins the caller's unit of work. */
final class Intents {
    /** An intent this old belongs to a process that died: signing takes milliseconds. */
    private static final Duration LIFE = Duration.ofMinutes(2);

    private final CertificateStore certificates;
    private final AuditLog audit;

    Intents(CertificateStore certificates, AuditLog audit) {
        this.certificates = certificates;
        this.audit = audit;
    }

    /** Why that key may not be certified for that person, if it may not. */
    Optional<Refusal> objection(KeyId key, long person) {
        List<KeyRecord> uses = certificates.uses(key);
        if (uses.stream().anyMatch(use -> use.personId() != person)) {
            return Optional.of(
                    new Refusal(RefusalCode.KEY_IN_USE, "This key belongs to another person already; make a new key."));
        }
        return uses.stream().anyMatch(use -> use.revoked().equals(Optional.of(RevocationReason.KEY_COMPROMISE)))
                ? Optional.of(new Refusal(
                        RefusalCode.WEAK_KEY, "This key was revoked because others know it; make a new key."))
                : Optional.empty();
    }

    /** @param person 0 for a CA */
    void store(CertificateContent content, String issuerId, long person, String profile, Instant now, Actor actor) {
        certificates.insertIntent(
                new CertificateStore.Intent(content.serial(), issuerId, person, content.keyId(), content.der(), now));
        audit.append(
                actor,
                new AuditEvent.IssuanceIntended(
                        content.serial(),
                        profile,
                        person,
                        content.keyId().hex(),
                        Bytes.of(Providers.sha256(content.der().toArray())).hex()));
    }

    /** The certificate exists and is about to be recorded. */
    void complete(SerialNumber serial) {
        if (!certificates.completeIntent(serial)) {
            throw new IllegalStateException("issuance of " + serial + " was abandoned while it was signed");
        }
    }

    /** Ends what a dead process left unfinished: those serial numbers are audited and appear on the next CRL. */
    List<SerialNumber> abandonUnfinished(Instant now) {
        List<SerialNumber> abandoned = certificates.abandonIntents(now.minus(LIFE), now);
        abandoned.forEach(serial -> audit.append(Actor.system(), new AuditEvent.IssuanceAbandoned(serial)));
        return abandoned;
    }
}
