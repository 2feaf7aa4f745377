package org.signet.ca.enrollment;

import java.time.Duration;
import java.util.Map;

/**
 * What is allowed in.
 *
 * @param domains the company's mail domains, each with who approves
 * @param proofLife how long the secret that proves a mailbox holds (S/MIME BR §3.2.2.2: at most 24 hours)
 * @param keyLinkLife how long the link to the key page holds
 * @param perAddressAndHour how many enrolments, and so mails, one address gets in an hour
 */
public record EnrollmentRules(
        Map<String, Approval> domains, Duration proofLife, Duration keyLinkLife, int perAddressAndHour) {

    /** Who lets a proven request through. */
    public enum Approval {
        OFFICER,
        AUTOMATIC
    }

    public EnrollmentRules {
        domains = Map.copyOf(domains);
    }

    public static EnrollmentRules of(Map<String, Approval> domains) {
        return new EnrollmentRules(domains, Duration.ofHours(24), Duration.ofDays(7), 5);
    }
}
