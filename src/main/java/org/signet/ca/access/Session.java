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

    public Actor actor(String origin) {
        return Actor.account(user, origin, role);
    }
}
