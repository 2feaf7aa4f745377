package org.signet.ca.enrollment;

import java.util.Set;

/**
 * What can happen to an enrolment, whichever door it came through: from which states, and to which it leads. What is not
 * listed cannot happen. One that is asked for begins as {@link EnrollmentState#REQUESTED}; one that an officer or the
 * end of a certificate began, as {@link EnrollmentState#APPROVED}.
 */
public enum Step {
    /** A wrong code was typed. */
    REJECT_CODE(EnrollmentState.REQUESTED, EnrollmentState.REQUESTED),
    PROVE(EnrollmentState.PROVEN, EnrollmentState.REQUESTED),
    /** An officer wants to know something. */
    ASK(EnrollmentState.PROVEN, EnrollmentState.PROVEN),
    ANSWER(EnrollmentState.PROVEN, EnrollmentState.PROVEN),
    APPROVE(EnrollmentState.APPROVED, EnrollmentState.PROVEN),
    REFUSE(EnrollmentState.REFUSED, EnrollmentState.PROVEN),
    /** The secret that lets the key be certified is made, or made anew. */
    OPEN_KEY(EnrollmentState.APPROVED, EnrollmentState.APPROVED),
    CERTIFY(EnrollmentState.ISSUED, EnrollmentState.APPROVED),
    WITHDRAW(EnrollmentState.WITHDRAWN, EnrollmentState.REQUESTED, EnrollmentState.PROVEN, EnrollmentState.APPROVED),
    EXPIRE(EnrollmentState.EXPIRED, EnrollmentState.REQUESTED, EnrollmentState.PROVEN, EnrollmentState.APPROVED);

    private final EnrollmentState to;
    private final Set<EnrollmentState> from;

    Step(EnrollmentState to, EnrollmentState... from) {
        this.to = to;
        this.from = Set.of(from);
    }

    public EnrollmentState to() {
        return to;
    }

    public boolean leadsFrom(EnrollmentState state) {
        return from.contains(state);
    }
}
