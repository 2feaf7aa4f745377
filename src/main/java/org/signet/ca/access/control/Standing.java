package org.signet.ca.access.control;

/** Whether an account is let in. */
public enum Standing {
    ACTIVE,
    /** Until it is restored. */
    SUSPENDED,
    /** For ever; nobody else gets its name, since the audit log tells of it. */
    ENDED
}
