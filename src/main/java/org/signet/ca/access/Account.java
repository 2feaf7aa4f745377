package org.signet.ca.access;

import java.util.Optional;
import org.signet.model.Role;

/**
 * Someone who may sign in to the front end.
 *
 * @param user the name they sign in with, lower case
 * @param passwordHash null until they set a password by their one-time link
 * @param strangers wrong passwords from browsers in which nobody signed in to this account before
 */
public record Account(String user, Role role, String passwordHash, Failures strangers) {

    public Optional<String> password() {
        return Optional.ofNullable(passwordHash);
    }
}
