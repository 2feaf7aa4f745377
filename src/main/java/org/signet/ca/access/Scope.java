package org.signet.ca.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.signet.model.Permission;

/** What an API token lets a program do. */
public enum Scope {
    /** Have keys certified for people it vouches for. */
    CERTIFICATES_ISSUE(Set.of(Permission.ISSUE_CERTIFICATE)),
    /** Look certificates up as often as it likes; others may a few times a minute. */
    CERTIFICATES_FIND(Set.of()),
    /** Revoke certificates, hold them, and release them. */
    CERTIFICATES_REVOKE(Set.of(Permission.REVOKE_CERTIFICATE)),
    /** Read this node's figures from another machine. */
    METRICS_READ(Set.of());

    private final Set<Permission> permissions;

    Scope(Set<Permission> permissions) {
        this.permissions = permissions;
    }

    Set<Permission> permissions() {
        return permissions;
    }

    /** As people and records spell it: {@code certificates:issue}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', ':');
    }

    public static Optional<Scope> ofText(String text) {
        return Arrays.stream(values())
                .filter(scope -> scope.text().equals(text))
                .findFirst();
    }
}
