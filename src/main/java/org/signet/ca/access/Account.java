package org.signet.ca.access;

import java.time.Instant;
import java.util.Optional;
import org.signet.model.Role;

/**
 * Someone who may sign in to the front end.
 *
 * @param user the name they sign in with, lower case
 * @param passwordHash null until they set a password by their one-time link
 * @param failures wrong passwords in a row
 * @param lastFailure when the last of them was; null if there was none
 */
public record Account(String user, Role role, String passwordHash, int failures, Instant lastFailure) {
    private static final int FREE_FAILURES = 5;
    private static final long MAX_WAIT_SECONDS = 900;

    public Optional<String> password() {
        return Optional.ofNullable(passwordHash);
    }

    /** Until when no password is looked at: after five failures 2, 4, 8 … seconds, at most a quarter of an hour. */
    Instant waitUntil() {
        if (lastFailure == null || failures < FREE_FAILURES) {
            return Instant.MIN;
        }
        return lastFailure.plusSeconds(Math.min(MAX_WAIT_SECONDS, 1L << Math.min(20, failures - FREE_FAILURES + 1)));
    }
}
