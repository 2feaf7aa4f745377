package org.signet.ca.enrollment;

/** Where an enrolment stands. {@link Step} tells how it comes from one to the other. */
public enum EnrollmentState {
    /** Asked for, and its mailbox to be proven: a secret is on its way there. */
    REQUESTED,
    /** The secret came back; an officer is to decide. */
    PROVEN,
    /** Let through; the key is to be made. */
    APPROVED,
    REFUSED,
    ISSUED,
    /** Nobody did what was to be done, for as long as it could wait. */
    EXPIRED,
    /** Taken back by who asked. */
    WITHDRAWN;

    /** Whether nothing can happen to it any more. */
    public boolean isOver() {
        return this != REQUESTED && this != PROVEN && this != APPROVED;
    }
}
