package org.signet.ca.access.control;

import java.time.Instant;
import java.util.Optional;
import org.signet.ca.access.Failures;
import org.signet.model.Role;

/**
 * An account as those see it who look after it.
 *
 * @param password whether it has set one
 * @param secondFactor whether it has an authenticator app or a passkey
 * @param strangers wrong passwords from browsers in which nobody signed in to it before
 * @param lastSignIn empty if that was never, or before it was recorded
 * @param sessions how many are open
 * @param lastSeen when the open sessions were used last
 * @param linkUntil until when its one-time link holds
 */
public record Member(
        String user,
        Role role,
        Standing standing,
        boolean password,
        boolean secondFactor,
        Failures strangers,
        Optional<Instant> lastSignIn,
        int sessions,
        Optional<Instant> lastSeen,
        Optional<Instant> linkUntil) {

    /** Whether it is an administrator's who can sign in. */
    public boolean administers() {
        return role == Role.ADMINISTRATOR && standing == Standing.ACTIVE && password;
    }

    /** Until when strangers' passwords are not looked at; nothing if they are. */
    public Optional<Instant> waits(Instant now) {
        return Optional.of(strangers).filter(failures -> failures.holdBack(now)).map(Failures::waitUntil);
    }
}
