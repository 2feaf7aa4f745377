package org.signet.ca.access;

import org.signet.crypto.keys.OneTimeSecret;
import org.signet.model.Actor;
import org.signet.model.Role;

/**
 * A signed-in account.
 *
 * @param secret what the cookie carries
 */
public record Session(String user, Role role, OneTimeSecret secret) {

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
        return Actor.account(user, origin, role);
    }
}
