package org.signet.ca.access.holder;

import java.time.Instant;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.model.Actor;
import org.signet.model.EmailAddress;

/**
 * The reader of a mailbox who followed a link that was mailed there. Gives no right of an account.
 *
 * @param secret what the cookie carries
 */
public record HolderSession(EmailAddress address, OneTimeSecret secret, Instant expires) {

    /** What a form of this session carries besides the cookie, so that no other site's form is obeyed. */
    public String csrfToken() {
        return new OneTimeSecret("my csrf " + secret.text()).digest().hex();
    }

    public Actor actor(String origin) {
        return Actor.person(address, origin);
    }
}
