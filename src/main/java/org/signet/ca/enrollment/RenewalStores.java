package org.signet.ca.enrollment;

import org.signet.ca.access.MailQueue;
import org.signet.ca.authority.CertificateStore;
import org.signet.model.EmailAddress;

/** What renewals are read from and written to. */
public record RenewalStores(
        CertificateStore certificates, EnrollmentStore enrollments, RenewalStore renewals, MailQueue mails) {

    /** That of the mailbox's last enrolment. */
    String language(EmailAddress address) {
        return enrollments.standing(address).stream()
                .findFirst()
                .map(Enrollment::language)
                .orElse("en");
    }
}
