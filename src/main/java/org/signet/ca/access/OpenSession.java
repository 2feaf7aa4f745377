package org.signet.ca.access;

import java.time.Instant;
import org.signet.model.Bytes;

/**
 * A session as its record shows it.
 *
 * @param digest of its secret: names it, and opens nothing
 * @param opened when they signed in
 * @param seen when it was used last, to the minute
 * @param confirmed when they last showed who they are
 * @param origin the network address they signed in from; empty for one from before this was recorded
 * @param browser digest of what stays in its browser; null for one from before this was recorded
 */
public record OpenSession(
        Bytes digest,
        String user,
        Instant opened,
        Instant seen,
        Instant confirmed,
        String origin,
        Bytes browser,
        Instant expires) {

    /** Whether it is the one that this secret opens. */
    public boolean is(Session session) {
        return digest.equals(session.secret().digest());
    }
}
