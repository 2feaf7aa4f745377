package org.signet.ca.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.signet.model.Bytes;
import org.signet.model.Role;

/** Port: accounts, their one-time links and their sessions. Secrets are known by their digests only. */
public interface AccountStore {
    Optional<Account> find(String user);

    List<Account> all();

    void insert(String user, Role role);

    /** Sets the password's hash and forgets failures, links and sessions of that account. */
    void setPassword(String user, String hash);

    void setFailures(String user, int failures, Instant last);

    void insertLink(Bytes digest, String user, Instant expires);

    /** The account a link belongs to, and until when it holds. */
    Optional<Link> findLink(Bytes digest);

    void insertSession(Bytes digest, String user, Instant expires);

    Optional<Link> findSession(Bytes digest);

    void deleteSession(Bytes digest);

    void deleteExpired(Instant now);

    /** A digest's account and end. */
    record Link(String user, Instant expires) {}
}
