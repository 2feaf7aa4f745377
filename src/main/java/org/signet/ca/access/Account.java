package org.signet.ca.access;

import java.util.Locale;
import java.util.Optional;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;
import org.signet.model.Role;

/**
 * Someone who may sign in to the front end.
 *
 * @param user the name they sign in with, lower case
 * @param passwordHash null until they set a password by their one-time link
 * @param strangers wrong passwords from browsers in which nobody signed in to this account before
 */
public record Account(String user, Role role, String passwordHash, Failures strangers) {

    /** A name as it is kept: lower case. */
    public static Outcome<String> name(String text) {
        String name = text.strip().toLowerCase(Locale.ROOT);
        return name.matches("[a-z0-9][a-z0-9._@+-]{0,63}")
                ? Outcome.ok(name)
                : Outcome.refused(
                        RefusalCode.BAD_NAME,
                        "A user name has 1 to 64 letters, digits or . _ @ + - and begins with one.");
    }

    public Optional<String> password() {
        return Optional.ofNullable(passwordHash);
    }
}
