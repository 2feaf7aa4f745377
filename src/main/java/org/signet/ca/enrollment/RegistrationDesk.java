package org.signet.ca.enrollment;

import java.security.SecureRandom;
import java.time.Clock;
import org.signet.ca.access.MailQueue;
import org.signet.ca.access.People;
import org.signet.ca.audit.AuditLog;
import org.signet.ca.audit.Transactions;
import org.signet.ca.authority.CertificateStore;
import org.signet.model.EmailAddress;

/** What every step from a request to a certificate works with, and every step after it. */
public record RegistrationDesk(
        EnrollmentStore enrollments,
        CertificateStore certificates,
        RenewalStore renewals,
        EnrollmentRules rules,
        People people,
        MailQueue mails,
        Letters letters,
        Transactions transactions,
        AuditLog audit,
        Clock clock,
        SecureRandom random) {

    /** That of the mailbox's last enrolment. */
    public String language(EmailAddress address) {
        return enrollments.standing(address).stream()
                .findFirst()
                .map(Enrollment::language)
                .orElse("en");
    }
}
