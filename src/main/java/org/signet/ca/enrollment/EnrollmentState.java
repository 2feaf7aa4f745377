package org.signet.ca.enrollment;

/** Where an enrolment stands. */
public enum EnrollmentState {
    /** Asked for; a secret is on its way to the mailbox. */
    REQUESTED,
    /** The secret came back; an officer decides. */
    PROVEN,
    /** Decided; the key may be made. */
    APPROVED,
    REFUSED,
    ISSUED
}
