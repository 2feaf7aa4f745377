package org.signet.ca.access.factor;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.signet.model.Bytes;

/** Port: what first steps came to. Each is known by the digest of a secret that one browser has, and by its purpose. */
public interface StepStore {

    /** What the second step is to be, and for how long. */
    enum Purpose {
        /** Sign-in: the password was right. */
        CODE(5),
        /** Sign-in by a passkey, of nobody yet or of whose password was right. */
        PASSKEY(5),
        /** A new app's first code; the app may have to be installed before. */
        NEW_APP(30),
        NEW_PASSKEY(5),
        /** Showing anew who one is, by a passkey. */
        CONFIRMATION(5);

        private final Duration span;

        Purpose(int minutes) {
            this.span = Duration.ofMinutes(minutes);
        }

        Duration span() {
            return span;
        }
    }

    /**
     * A step.
     *
     * @param user empty if it is not known yet whose
     * @param content what the second one needs: a challenge, a secret
     */
    record Step(Bytes digest, Purpose purpose, Optional<String> user, String content, Instant expires) {
        /** Of one that somebody began of whom it is known. */
        public String owner() {
            return user.orElseThrow();
        }
    }

    /** In place of one of the same browser and purpose. */
    void put(Step step);

    Optional<Step> find(Bytes digest, Purpose purpose);

    /** Takes it away. */
    void take(Step step);

    void deleteExpired(Instant now);
}
