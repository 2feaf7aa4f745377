package org.signet.ca.access;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.signet.model.Actor;
import org.signet.model.EmailAddress;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;

/**
 * A program's right to use the API. Its secret is shown once and known by its digest only.
 *
 * @param name given by who made it; names the program in the audit log, and no other token ever
 * @param domains whose mailboxes it may vouch for; empty for all of the company's
 * @param createdBy as {@link Actor#name}
 * @param lastUsed to the minute; null if never
 * @param revoked when; null if it was not
 */
public record ApiToken(
        String name,
        SortedSet<Scope> scopes,
        SortedSet<String> domains,
        String createdBy,
        Instant created,
        Instant expires,
        Instant lastUsed,
        Instant revoked) {

    public ApiToken {
        scopes = Collections.unmodifiableSortedSet(new TreeSet<>(scopes));
        domains = Collections.unmodifiableSortedSet(new TreeSet<>(domains));
    }

    public Optional<Instant> used() {
        return Optional.ofNullable(lastUsed);
    }

    public Optional<Instant> revocation() {
        return Optional.ofNullable(revoked);
    }

    public boolean holdsAt(Instant moment) {
        return revoked == null && moment.isBefore(expires);
    }

    /** The scopes as people read them, separated by spaces. */
    public String scopeText() {
        return scopes.stream().map(Scope::text).collect(Collectors.joining(" "));
    }

    /** Who the audit log names, with the rights that the scopes give. */
    public Actor actor(String origin) {
        return Actor.token(
                name,
                origin,
                scopes.stream().flatMap(scope -> scope.permissions().stream()).collect(Collectors.toSet()));
    }

    /** Refused if it may not vouch for one of these mailboxes. */
    public Outcome<ApiToken> vouchingFor(Iterable<EmailAddress> addresses) {
        for (EmailAddress address : addresses) {
            if (!domains.isEmpty() && !domains.contains(address.domain())) {
                return Outcome.refused(
                        RefusalCode.NOT_ALLOWED,
                        "This token is for addresses of " + String.join(", ", domains) + " only, not of "
                                + address.domain() + ".");
            }
        }
        return Outcome.ok(this);
    }

    /** What a new token is to be. */
    public record Plan(String name, Set<Scope> scopes, Set<String> domains, int days) {}
}
