package org.signet.edge.json;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.signet.ca.enrollment.Enrollment;
import org.signet.ca.enrollment.EnrollmentState;

/**
 * An enrolment as its terminal sees it.
 *
 * @param state {@code requested}, {@code proven}, {@code approved}, {@code refused} or {@code issued}
 * @param comment what the officer said; absent if nothing
 * @param pair true if two keys are to be certified, one to sign and one to encrypt to; absent for one
 */
public record EnrollmentView(String id, String state, String comment, Boolean pair) {

    public static EnrollmentView of(Enrollment enrollment) {
        return new EnrollmentView(
                enrollment.id(),
                enrollment.state().name().toLowerCase(Locale.ROOT),
                enrollment
                        .decided()
                        .map(Enrollment.Decision::comment)
                        .filter(comment -> !comment.isEmpty())
                        .orElse(null),
                enrollment.pair() ? true : null);
    }

    public boolean is(EnrollmentState wanted) {
        return wanted.name().toLowerCase(Locale.ROOT).equals(state);
    }

    /**
     * Asks for an enrolment.
     *
     * @param furtherEmails mailboxes besides the first that the certificate shall name; absent for none
     * @param name the display name; absent if parts are given that it is made of
     * @param givenName where the domain's certificates say names apart, with {@code surname}; or {@code pseudonym} alone
     * @param pair true for two keys, one to sign and one to encrypt to; absent for what the domain has
     * @param language of the mails, such as {@code en} or {@code de}; absent, or one that we do not have, for {@code en}
     */
    public record Wanted(
            String email,
            List<String> furtherEmails,
            String name,
            String givenName,
            String surname,
            String pseudonym,
            Boolean pair,
            String language) {}

    /**
     * An enrolment that began.
     *
     * @param claim bearer secret of the terminal that began it
     * @param expires end of the mailed code
     */
    public record Begun(String id, String claim, Instant expires) {
        @Override
        public String toString() {
            return "Begun[id=" + id + ", expires=" + expires + "]";
        }
    }

    /**
     * The mailed codes, as typed.
     *
     * @param furtherCodes of the further mailboxes, in their order; absent for none
     */
    public record Proof(String code, List<String> furtherCodes) {}
}
