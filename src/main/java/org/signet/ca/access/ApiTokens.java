package org.signet.ca.access;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.signet.ca.audit.AuditEvent;
import org.signet.ca.audit.AuditLog;
import org.signet.ca.audit.Transactions;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.model.Actor;
import org.signet.model.Outcome;
import org.signet.model.Permission;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;

/** API tokens: made and revoked by administrators, shown by programs. */
public final class ApiTokens {
    public static final int DEFAULT_DAYS = 90;
    public static final int MAX_DAYS = 730;
    private static final int MAX_DOMAINS = 4_000;
    private static final Duration USE_STEP = Duration.ofMinutes(1);

    private final ApiTokenStore store;
    private final Set<String> companyDomains;
    private final Transactions transactions;
    private final AuditLog audit;
    private final Clock clock;
    private final SecureRandom random;

    /** @param companyDomains those that this CA certifies: a token is for no others */
    public ApiTokens(
            ApiTokenStore store,
            Set<String> companyDomains,
            Transactions transactions,
            AuditLog audit,
            Clock clock,
            SecureRandom random) {
        this.store = store;
        this.companyDomains = new TreeSet<>(companyDomains);
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
        this.random = random;
    }

    /**
     * A token that was made.
     *
     * @param secret shown now and never again
     */
    public record Created(ApiToken token, OneTimeSecret secret) {}

    public Outcome<Created> create(ApiToken.Plan plan, Actor actor) {
        if (!actor.may(Permission.MANAGE_ACCOUNTS)) {
            return notAllowed();
        }
        Outcome<ApiToken> made = made(plan, actor);
        OneTimeSecret secret = OneTimeSecret.token(random);
        return made.then(token -> transactions.attempt(() -> {
            if (store.find(token.name()).isPresent()) {
                throw new RefusedException(
                        RefusalCode.BAD_NAME,
                        "There is, or was, a token of this name; choose another, so that the audit log stays clear.");
            }
            store.insert(secret.digest(), token);
            audit.append(
                    actor,
                    new AuditEvent.TokenCreated(
                            token.name(), token.scopeText(), String.join(" ", token.domains()), token.expires()));
            return new Created(token, secret);
        }));
    }

    private static <T> Outcome<T> notAllowed() {
        return Outcome.refused(RefusalCode.NOT_ALLOWED, "Only an administrator makes and revokes tokens.");
    }

    private Outcome<ApiToken> made(ApiToken.Plan plan, Actor actor) {
        if (!plan.name().matches("[a-z0-9][a-z0-9._-]{0,63}")) {
            return Outcome.refused(
                    RefusalCode.BAD_NAME,
                    "A token's name has 1 to 64 lower-case letters, digits or . _ - and begins with a letter or digit.");
        }
        if (plan.scopes().isEmpty()) {
            return Outcome.refused(RefusalCode.BAD_INPUT, "Name at least one scope, for example certificates:issue.");
        }
        if (plan.days() < 1 || plan.days() > MAX_DAYS) {
            return Outcome.refused(RefusalCode.BAD_INPUT, "A token holds for 1 to " + MAX_DAYS + " days.");
        }
        if (String.join(" ", plan.domains()).length() > MAX_DOMAINS) {
            return Outcome.refused(RefusalCode.TOO_LARGE, "These are too many domains; leave them out for all.");
        }
        List<String> foreign = plan.domains().stream()
                .filter(domain -> !companyDomains.contains(domain))
                .sorted()
                .toList();
        if (!foreign.isEmpty()) {
            return Outcome.refused(
                    RefusalCode.FOREIGN_DOMAIN,
                    "This CA certifies addresses of " + String.join(", ", companyDomains) + " only, not of "
                            + String.join(", ", foreign) + "; check the spelling.");
        }
        Instant now = clock.instant();
        return Outcome.ok(new ApiToken(
                plan.name(),
                new TreeSet<>(plan.scopes()),
                new TreeSet<>(plan.domains()),
                actor.name(),
                now,
                now.plus(Duration.ofDays(plan.days())),
                null,
                null));
    }

    /** Ends a token; from then on nobody is let in by it. */
    public Outcome<ApiToken> revoke(String name, Actor actor) {
        if (!actor.may(Permission.MANAGE_ACCOUNTS)) {
            return notAllowed();
        }
        return transactions.attempt(() -> {
            ApiToken token = store.find(name)
                    .orElseThrow(() -> new RefusedException(
                            RefusalCode.NOT_FOUND, "There is no token of this name; `token list` shows them."));
            if (token.revocation().isPresent()) {
                throw new RefusedException(RefusalCode.ALREADY_REVOKED, "This token was revoked already.");
            }
            store.setRevoked(name, clock.instant());
            audit.append(actor, new AuditEvent.TokenRevoked(name));
            return token;
        });
    }

    /** The token that a secret stands for, if it holds and has that scope. */
    public Outcome<ApiToken> shown(OneTimeSecret secret, Scope scope) {
        // Looked up by its digest: how long that takes tells nothing of the secret.
        return store.find(secret.digest())
                .map(token -> holding(token, scope))
                .orElseGet(() -> Outcome.refused(
                        RefusalCode.BAD_TOKEN, "This token is not known here; check that it was copied whole."));
    }

    private Outcome<ApiToken> holding(ApiToken token, Scope scope) {
        Instant now = clock.instant();
        if (!token.holdsAt(now)) {
            return Outcome.refused(
                    RefusalCode.BAD_TOKEN,
                    "This token " + (token.revocation().isPresent() ? "was revoked" : "has expired")
                            + "; ask an administrator for a new one.");
        }
        if (!token.scopes().contains(scope)) {
            return Outcome.refused(
                    RefusalCode.NOT_ALLOWED,
                    "This token has the scope " + token.scopeText() + "; this needs one with " + scope.text() + ".");
        }
        if (token.used().filter(used -> used.plus(USE_STEP).isAfter(now)).isEmpty()) {
            transactions.ordered(() -> {
                store.setUsed(token.name(), now);
                return null;
            });
        }
        return Outcome.ok(token);
    }

    public List<ApiToken> all() {
        return store.all();
    }
}
