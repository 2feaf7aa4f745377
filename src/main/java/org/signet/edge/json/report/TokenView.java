package org.signet.edge.json.report;

import java.time.Instant;
import java.util.List;
import org.signet.ca.access.ApiToken;
import org.signet.ca.access.Scope;

/**
 * An API token, without its secret.
 *
 * @param state {@code active}, {@code expired} or {@code revoked}
 * @param domains whose mailboxes it may vouch for; empty for all
 * @param lastUsed to the minute; absent if never
 */
public record TokenView(
        String name,
        String state,
        List<String> scopes,
        List<String> domains,
        String createdBy,
        Instant created,
        Instant expires,
        Instant lastUsed) {
    public TokenView {
        scopes = List.copyOf(scopes);
        domains = List.copyOf(domains);
    }

    public static TokenView of(ApiToken token, Instant now) {
        String state = token.revocation().isPresent() ? "revoked" : token.holdsAt(now) ? "active" : "expired";
        return new TokenView(
                token.name(),
                state,
                token.scopes().stream().map(Scope::text).toList(),
                List.copyOf(token.domains()),
                token.createdBy(),
                token.created(),
                token.expires(),
                token.lastUsed());
    }
}
