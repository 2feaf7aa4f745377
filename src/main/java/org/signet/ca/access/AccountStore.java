package org.signet.ca.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.signet.model.Bytes;
import org.signet.model.Role;

/** Port: accounts, their one-time links, their sessions and the browsers they know. Secrets are known by their digests only. */
public interface AccountStore {
    /** One that is let in: neither suspended nor ended. */
    Optional<Account> find(String user);

    /** Those that are let in. */
    List<Account> all();

    void insert(String user, Role role);

    /** Sets the password's hash and forgets failures, links, sessions, steps and browsers of that account. */
    void setPassword(String user, String hash);

    /** Those of strangers. */
    void setFailures(String user, Failures failures);

    /** The failures from a browser, if the account knows it. */
    Optional<Failures> findBrowser(Bytes digest, String user, Instant now);

    void setBrowserFailures(Bytes digest, String user, Failures failures);

    /** The account knows this browser until then, without failures. */
    void keepBrowser(Bytes digest, String user, Instant expires);

    /** All accounts that know a browser know it by another secret from now on. */
    void renameBrowser(Bytes digest, Bytes fresh);

    /** In place of those that the account had. */
    void insertLink(Bytes digest, Link link);

    /** The account a link belongs to, and until when it holds. */
    Optional<Link> findLink(Bytes digest);

    void insertSession(OpenSession session);

    Optional<OpenSession> findSession(Bytes digest);

    /** An account's sessions, the one used last first; among them such as have expired. */
    List<OpenSession> sessions(String user);

    void setSeen(Bytes digest, Instant now);

    void deleteSession(Bytes digest);

    /** Those in a browser. */
    void deleteSessionsIn(Bytes browser);

    /** @param latest no session that is opened now ends later: such a one was opened by a clock that was wrong, and would come back to life */
    void deleteExpired(Instant now, Instant latest);

    /**
     * A link's account and end.
     *
     * @param clears whether it also takes away the second factors, since they were lost
     */
    record Link(String user, Instant expires, boolean clears) {}
}
