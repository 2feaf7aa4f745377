package org.signet.app;

import org.signet.ca.enrollment.Reminders;

/** What happens as certificates end, wired. */
public final class Renewing {
    private final Signet signet;

    Renewing(Signet signet) {
        this.signet = signet;
    }

    /** What tells people of the ends of their certificates. */
    public Reminders reminders() {
        return new Reminders(
                signet.config().renewal().remindDays(),
                new Reminders.Stores(
                        signet.certificates(), signet.enrollmentStore(), signet.renewalStore(), signet.mailQueue()),
                signet.rules(),
                signet.people(),
                signet.letters(),
                signet.transactions(),
                signet.audit(),
                signet.clock(),
                signet.random());
    }
}
