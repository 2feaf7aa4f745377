package org.signet.crypto.x509.revocation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.signet.model.RevocationReason;

/** What is known of a certificate's revocation. */
public sealed interface RevocationStatus {

    /** Not revoked, by fresh evidence. */
    record Good(List<Evidence> evidence) implements RevocationStatus {
        public Good {
            evidence = List.copyOf(evidence);
        }
    }

    /**
     * Taken back, or held for now ({@link RevocationReason#CERTIFICATE_HOLD}).
     *
     * @param at since when, as the CA says
     * @param invalidity since when the key is thought to be bad (RFC 5280 §5.3.2); may lie before {@code at}
     */
    record Revoked(Instant at, RevocationReason reason, Optional<Instant> invalidity, List<Evidence> evidence)
            implements RevocationStatus {
        public Revoked {
            evidence = List.copyOf(evidence);
        }
    }

    /** @param why whole sentences; may hold text from elsewhere: escape it wherever it is shown */
    record Undetermined(String why) implements RevocationStatus {
        /** What the next source says; its reasons after ours if it does not know either. */
        RevocationStatus orElse(RevocationStatus next) {
            return next instanceof Undetermined other ? new Undetermined(why + " " + other.why) : next;
        }
    }

    /**
     * What a status rests on.
     *
     * @param url where it was fetched; empty for what was at hand
     * @param thisUpdate when it was known to be so
     * @param nextUpdate when newer evidence will be there; empty for our own records
     */
    record Evidence(Kind kind, String url, Instant thisUpdate, Optional<Instant> nextUpdate) {

        /** What evidence there is. */
        public enum Kind {
            RECORDS("our records"),
            CRL("CRL"),
            OCSP("OCSP");

            private final String text;

            Kind(String text) {
                this.text = text;
            }

            public String text() {
                return text;
            }
        }

        /** How long ago it was known to be so. */
        public Duration age(Instant now) {
            return Duration.between(thisUpdate, now);
        }
    }

    default <R> R fold(Function<Good, R> good, Function<Revoked, R> revoked, Function<Undetermined, R> undetermined) {
        if (this instanceof Good g) {
            return good.apply(g);
        }
        return this instanceof Revoked r ? revoked.apply(r) : undetermined.apply((Undetermined) this);
    }

    default boolean isGood() {
        return this instanceof Good;
    }

    default List<Evidence> evidence() {
        return fold(Good::evidence, Revoked::evidence, undetermined -> List.of());
    }
}
