package org.signet.ca.access;

import java.time.Duration;
import java.time.Instant;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.model.Actor;
import org.signet.model.Deadline;
import org.signet.model.Permission;
import org.signet.model.Role;

/**
 * A signed-in account.
 *
 * @param secret what the cookie carries
 * @param confirmed when its holder last showed who they are
 * @param complete false as long as a second factor is demanded and there is none: it may do nothing but set one up
 */
public record Session(String user, Role role, OneTimeSecret secret, Instant confirmed, boolean complete) {
    private static final Duration FRESH = Duration.ofMinutes(10);

    public boolean may(Permission permission) {
        return complete && role.may(permission);
    }

    /** Whether its holder showed who they are within the last ten minutes, as sensitive acts demand. */
    public boolean isFresh(Instant now) {
        return new Deadline(confirmed.plus(FRESH), FRESH).holds(now);
    }

    /** What a form of this session carries besides the cookie, so that no other site's form is obeyed. */
    public String csrfToken() {
        return new OneTimeSecret("csrf " + secret.text()).digest().hex();
    }

    /**
     * What stays in the browser when the session is over, so that the account knows it again. Made of the session's secret,
     * so every sign-in leaves another one, and does not tell it.
     */
    public OneTimeSecret browserSecret() {
        return new OneTimeSecret(
                new OneTimeSecret("browser " + secret.text()).digest().hex());
    }

    public Actor actor(String origin) {
        return Actor.account(user, origin, complete ? role : null);
    }
}
