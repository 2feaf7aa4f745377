package org.signet.edge.web.enrollment;

import org.signet.ca.enrollment.Enrollment;
import org.signet.ca.enrollment.EnrollmentState;

/**
 * How far a request came on the way that pages draw: asked, mailbox proven, let through, key made.
 *
 * @param at the step that is to be done, from 1; 5 behind the last one
 * @param stopped whether it ended there
 */
public record Way(int at, boolean stopped) {
    public static Way of(Enrollment enrollment) {
        return switch (enrollment.state()) {
            case REQUESTED -> new Way(2, false);
            case PROVEN -> new Way(3, false);
            case APPROVED -> new Way(4, false);
            case ISSUED -> new Way(5, false);
            case REFUSED, EXPIRED, WITHDRAWN -> new Way(last(enrollment), true);
        };
    }

    private static int last(Enrollment enrollment) {
        if (enrollment.state() != EnrollmentState.REFUSED
                && enrollment.decided().isPresent()) {
            return 4;
        }
        return enrollment.personId() == 0 ? 2 : 3;
    }
}
