package org.signet.ca.revocation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.signet.ca.authority.Issuer;
import org.signet.ca.revocation.CrlStore.PublishedCrl;
import org.signet.crypto.policy.NameDigest;
import org.signet.crypto.x509.ocsp.CertId;
import org.signet.crypto.x509.ocsp.CertId.NamedIssuer;
import org.signet.model.SerialNumber;
import org.signet.model.Unavailable;

/**
 * Looks for changes in the records before kept answers are used: at most four times a second however many ask, and one looks
 * for all. What another process revoked is so known within a second; if nobody can look for so long, nothing is told.
 */
final class StatusWatch {
    private static final Duration PACE = Duration.ofMillis(250);
    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final long WAIT_MILLIS = 500;

    /** After so many changes at once it is quicker to begin anew. */
    private static final long MANY = 10_000;

    private final RevocationStore records;
    private final CrlStore crls;
    private final Supplier<List<Issuer>> issuers;
    private final KeptAnswers kept;
    private final Clock clock;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile View view = new View(Map.of(), Instant.EPOCH);

    StatusWatch(RevocationStore records, CrlStore crls, Supplier<List<Issuer>> issuers, KeptAnswers kept, Clock clock) {
        this.records = records;
        this.crls = crls;
        this.issuers = issuers;
        this.kept = kept;
        this.clock = clock;
    }

    /**
     * An issuer that is answered for.
     *
     * @param newestCrl when its newest CRL was made: no honest clock stands before
     */
    record Answered(String id, Optional<Instant> newestCrl) {}

    /** The issuers as CertIDs name them, as of a moment. */
    record View(Map<NamedIssuer, Answered> issuers, Instant at) {
        Optional<Answered> issuer(CertId id) {
            return Optional.ofNullable(issuers.get(id.issuer()));
        }

        /** False, too, if the clock was set back. */
        private boolean isYounger(Duration age, Instant now) {
            return !now.isBefore(at) && now.isBefore(at.plus(age));
        }
    }

    /**
     * The issuers, after everything kept that changed more than a moment ago was forgotten.
     *
     * @throws Unavailable if the records could not be asked within the last second
     */
    View view() {
        if (view.isYounger(PACE, clock.instant())) {
            return view;
        }
        // Whoever comes while another looks goes on with what is known, if that is young enough.
        boolean mine = looking.tryLock() || !view.isYounger(LIMIT, clock.instant()) && awaited();
        Optional<RuntimeException> trouble = mine ? looked() : Optional.empty();
        View seen = view;
        if (!seen.isYounger(LIMIT, clock.instant())) {
            throw new Unavailable("the records of revocations do not answer", trouble.orElse(null));
        }
        return seen;
    }

    /** Why nothing was seen, if so. */
    private Optional<RuntimeException> looked() {
        try {
            look();
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(e);
        } finally {
            looking.unlock();
        }
    }

    private boolean awaited() {
        try {
            return looking.tryLock(WAIT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void look() {
        Instant now = clock.instant();
        if (view.isYounger(PACE, now)) {
            return;
        }
        records.changes().forEach(this::forget);
        Map<NamedIssuer, Answered> answered = new HashMap<>();
        issuers.get().stream().filter(issuer -> issuer.answers(now)).forEach(issuer -> {
            Answered entry =
                    new Answered(issuer.id(), crls.latest(issuer.id(), 0).map(PublishedCrl::thisUpdate));
            for (NameDigest digest : NameDigest.values()) {
                answered.put(NamedIssuer.of(digest, issuer.certificate()), entry);
            }
        });
        view = new View(Map.copyOf(answered), now);
    }

    private void forget(String issuerId, long changes) {
        long before = kept.changes(issuerId);
        if (changes == before) {
            return;
        }
        // Fewer than before: another database stands in its place.
        if (changes < before || changes - before > MANY) {
            kept.changed(issuerId, changes);
        } else {
            List<SerialNumber> serials = records.changed(issuerId, before);
            kept.changed(issuerId, changes, serials);
        }
    }
}
