package org.signet.model;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** What our records say of a certificate. Expiry is computed from the validity, not stored. */
public sealed interface CertificateStatus {

    record Active() implements CertificateStatus {}

    /** certificateHold: revoked for now, may be released. */
    record Held(Instant since) implements CertificateStatus {}

    /** @param invalidity when its key is thought to have been lost, if earlier (RFC 5280 §5.3.2) */
    record Revoked(Instant at, RevocationReason reason, Optional<Instant> invalidity) implements CertificateStatus {
        public Revoked(Instant at, RevocationReason reason) {
            this(at, reason, Optional.empty());
        }
    }

    default <R> R fold(Supplier<R> active, Function<Held, R> held, Function<Revoked, R> revoked) {
        if (this instanceof Held h) {
            return held.apply(h);
        }
        return this instanceof Revoked r ? revoked.apply(r) : active.get();
    }

    default boolean isActive() {
        return this instanceof Active;
    }

    /** For good: a hold is none. */
    default boolean isRevoked() {
        return this instanceof Revoked;
    }
}
