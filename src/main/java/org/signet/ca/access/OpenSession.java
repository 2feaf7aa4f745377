package org.signet.ca.access;

import java.time.Instant;
import org.signet.model.Bytes;

/**
 * A session as its record shows it.
 *
 * @param digest of its secret: names it, and opens nothing
 * @param opened when they signed in
 * @param seen when it was used last, to the minute
 * @param origin the network address they signed in from; empty for one from before this was recorded
 */
public record OpenSession(Bytes digest, String user, Instant opened, Instant seen, String origin, Instant expires) {

    /** Whether it is the one that this secret opens. */
    public boolean is(Session session) {
        return digest.equals(session.secret().digest());
    }
}
