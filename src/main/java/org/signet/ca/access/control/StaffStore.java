package org.signet.ca.access.control;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.signet.model.Role;

/** Port: the accounts, whatever their standing. */
public interface StaffStore {
    Optional<Member> find(String user, Instant now);

    /** By name. */
    List<Member> all(Instant now);

    void setRole(String user, Role role);

    void setStanding(String user, Standing standing);

    /** Its sessions, begun sign-ins, one-time links and the browsers it knows are forgotten. */
    void shutOut(String user);

    /** Its password and all its second factors are forgotten. */
    void forgetWaysIn(String user);

    /** Ends the sessions alone, and says how many there were. */
    int endSessions(String user);
}
