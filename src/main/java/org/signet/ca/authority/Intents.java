package org.signet.ca.authority;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.signet.ca.audit.AuditEvent;
import org.signet.ca.audit.AuditLog;
import org.signet.ca.authority.CertificateStore.KeyRecord;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.x509.CertificateContent;
import org.signet.model.Actor;
import org.signet.model.Bytes;
import org.signet.model.KeyId;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;
import org.signet.model.RevocationReason;
import org.signet.model.SerialNumber;

/** What is about to be signed, stored and audited before it is; each method joins the caller's unit of work. */
final class Intents {
    /** An intent this old belongs to a process that died: signing takes milliseconds. */
    private static final Duration LIFE = Duration.ofMinutes(2);

    /** Until then another with the same key waits for it. */
    private static final Duration SIGNING = Duration.ofSeconds(5);

    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final int LOOKS = (int) (SIGNING.plusSeconds(1).toMillis() / PAUSE.toMillis());

    private final CertificateStore certificates;
    private final AuditLog audit;

    Intents(CertificateStore certificates, AuditLog audit) {
        this.certificates = certificates;
        this.audit = audit;
    }

    /** Earlier uses of these keys; empty while one of them is about to be certified by somebody else. */
    Optional<List<KeyRecord>> uses(List<KeyId> keys, Instant now) {
        List<KeyRecord> uses =
                keys.stream().flatMap(key -> certificates.uses(key).stream()).toList();
        Instant young = now.minus(SIGNING);
        boolean busy = uses.stream().flatMap(use -> use.intended().stream()).anyMatch(young::isBefore);
        return busy ? Optional.empty() : Optional.of(uses);
    }

    /** Refuses, by exception, keys that others are known to have. */
    void demandSecret(List<KeyId> keys) {
        if (keys.stream().anyMatch(certificates::isCompromised)) {
            throw others();
        }
    }

    private static RefusedException others() {
        return new RefusedException(
                RefusalCode.WEAK_KEY, "This key was revoked because others know it; make a new key.");
    }

    /** Refuses, by exception, keys that may not be certified for that person. */
    static void demandOwn(List<KeyRecord> uses, long person) {
        if (uses.stream().anyMatch(use -> use.personId() != person)) {
            throw new RefusedException(
                    RefusalCode.KEY_IN_USE, "This key belongs to another person already; make a new key.");
        }
        if (uses.stream().anyMatch(use -> use.revoked().equals(Optional.of(RevocationReason.KEY_COMPROMISE)))) {
            throw others();
        }
    }

    /**
     * Runs the attempt until it comes to something, for nobody else has its keys certified: of several who come at once with
     * one key, the later ones see what the first one got, and are not signed in vain.
     */
    static <T> Outcome<T> inTurn(Supplier<Optional<T>> attempt) {
        try {
            for (int look = 0; look < LOOKS; look++) {
                Optional<T> done = attempt.get();
                if (done.isPresent()) {
                    return Outcome.ok(done.get());
                }
                pause();
            }
        } catch (RefusedException e) {
            return Outcome.refused(e.refusal());
        }
        return Outcome.refused(
                RefusalCode.WRONG_STATE, "This key is being certified at this moment; ask again in a minute.");
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while another had the same key certified", e);
        }
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
