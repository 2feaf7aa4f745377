package org.signet.edge.web.enrollment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.signet.ca.enrollment.Conversation;
import org.signet.ca.enrollment.Enrollment;
import org.signet.ca.enrollment.EnrollmentState;
import org.signet.ca.enrollment.Enrollments;
import org.signet.ca.enrollment.preview.Preview;
import org.signet.ca.enrollment.preview.Previews;
import org.signet.model.Actor;
import org.signet.model.Finding;
import org.signet.model.Outcome;
import org.signet.model.Refusal;
import org.signet.model.Severity;

/** The requests that wait for officers, each with what is known of its certificate already. */
public record Queue(Enrollments enrollments, Conversation conversation, Previews previews, Clock clock) {
    /** Each is judged as it would be issued, which takes a millisecond or two. */
    static final int MOST = 100;

    private static final int LOOKED_AT = 1000;

    /**
     * Which ones.
     *
     * @param domain of any of its mailboxes; empty for all
     * @param state what it waits for, or how it ended
     * @param days asked at least so long ago
     */
    public record Filter(String domain, EnrollmentState state, int days) {
        boolean takes(Enrollment enrollment, Instant now) {
            return (domain.isEmpty()
                            || enrollment.addresses().stream()
                                    .anyMatch(address -> address.domain().equals(domain)))
                    && !enrollment.requested().isAfter(now.minus(Duration.ofDays(days)));
        }
    }

    /**
     * One request.
     *
     * @param preview what the linter says to its certificate
     * @param own why the visitor may not decide it, if so
     * @param asked whether an officer's question is open
     * @param answered whether the requester had the last word
     */
    public record Waiting(
            Enrollment enrollment, Outcome<Preview> preview, Optional<Refusal> own, boolean asked, boolean answered) {

        /** The gravest thing; empty if there is nothing to say. */
        public Optional<Finding> first() {
            return preview.then(Preview::findings)
                    .fold(
                            findings -> findings.stream().min(Comparator.comparing(Finding::severity)),
                            refusal -> Optional.of(
                                    new Finding(Severity.ERROR, refusal.code().text(), "", refusal.detail())));
        }

        /** Whether it can be approved among others, without a second look. */
        public boolean isApprovable() {
            return enrollment.state() == EnrollmentState.PROVEN
                    && own.isEmpty()
                    && first().filter(finding -> finding.severity() == Severity.ERROR)
                            .isEmpty();
        }
    }

    /** Those that the filter takes, newest first. */
    List<Enrollment> list(Filter filter) {
        Instant now = clock.instant();
        return enrollments.inState(filter.state(), LOOKED_AT).stream()
                .filter(enrollment -> filter.takes(enrollment, now))
                .limit(MOST)
                .toList();
    }

    List<Waiting> judged(List<Enrollment> some, Actor visitor) {
        return some.stream().map(each -> judged(each, visitor)).toList();
    }

    Waiting judged(Enrollment enrollment, Actor visitor) {
        Conversation.Standing standing = conversation.standing(enrollment);
        return new Waiting(
                enrollment,
                previews.of(enrollment),
                enrollments.objection(enrollment, visitor),
                standing.asked(),
                !standing.asked() && !standing.remarks().isEmpty());
    }
}
