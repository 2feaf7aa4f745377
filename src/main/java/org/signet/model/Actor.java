package org.signet.model;

import java.util.Optional;
import java.util.Set;

/**
 * Who does something, as the audit log names them.
 *
 * @param name {@code account:ada}, {@code operator:root} (a command on the machine), {@code token:erp} (a program),
 *     {@code person:ada@example.com}, {@code key:9f…} (whoever has it), {@code system}
 * @param origin where from: an IP address, {@code terminal} or {@code schedule}
 * @param permissions what they may do
 */
public record Actor(String name, String origin, Set<Permission> permissions) {

    private static final String ACCOUNT = "account:";
    private static final String TOKEN = "token:";

    public Actor {
        permissions = Set.copyOf(permissions);
    }

    /** @param role null for one that may do nothing yet */
    public static Actor account(String user, String address, Role role) {
        return new Actor(ACCOUNT + user, address, role == null ? Set.of() : role.permissions());
    }

    /** Whoever can run a command on the data folder has every right over it. */
    public static Actor operator(String user) {
        return new Actor("operator:" + user, "terminal", Role.ADMINISTRATOR.permissions());
    }

    /** A program that showed an API token. */
    public static Actor token(String token, String address, Set<Permission> permissions) {
        return new Actor(TOKEN + token, address, permissions);
    }

    /** Someone who holds a proof that was mailed to an address, or who asks for one. */
    public static Actor person(EmailAddress address, String origin) {
        return new Actor("person:" + address, origin, Set.of());
    }

    /** Whoever proved to have a key. */
    public static Actor key(KeyId key, String origin) {
        return new Actor("key:" + key.hex(), origin, Set.of());
    }

    public static Actor system() {
        return new Actor("system", "schedule", Set.of());
    }

    /** The account that a name of an actor stands for, if it is one. */
    public static Optional<String> accountOf(String name) {
        return name.startsWith(ACCOUNT) ? Optional.of(name.substring(ACCOUNT.length())) : Optional.empty();
    }

    /** The API token that a program showed, if it is one. */
    public Optional<String> token() {
        return name.startsWith(TOKEN) ? Optional.of(name.substring(TOKEN.length())) : Optional.empty();
    }

    /** Whether it is a command on the machine. */
    public boolean isOperator() {
        return name.startsWith("operator:");
    }

    public boolean may(Permission permission) {
        return permissions.contains(permission);
    }
}
