package org.signet.app.enrollment;

import java.security.SecureRandom;
import java.time.Clock;
import org.signet.ca.access.People;
import org.signet.ca.access.holder.HolderSignIn;
import org.signet.ca.audit.AuditLog;
import org.signet.ca.authority.Authority;
import org.signet.ca.enrollment.Conversation;
import org.signet.ca.enrollment.EnrollmentRules;
import org.signet.ca.enrollment.Expiry;
import org.signet.ca.enrollment.FourEyes;
import org.signet.ca.enrollment.Letters;
import org.signet.ca.enrollment.RegistrationDesk;
import org.signet.ca.enrollment.invitation.GuestTables;
import org.signet.edge.store.Stores;

/** The ways from a wish to a certificate; all begin at one desk. */
public record WaysToEnroll(
        Stores stores,
        EnrollmentRules rules,
        People people,
        Authority authority,
        Letters letters,
        AuditLog audit,
        Clock clock,
        SecureRandom random) {

    public RegistrationDesk desk() {
        return new RegistrationDesk(
                stores.enrollments(),
                stores.certificates(),
                stores.renewals(),
                stores.remarks(),
                rules,
                people,
                new FourEyes(people, stores.factors()::mailbox),
                stores.mails(),
                letters,
                stores.database().transactions(),
                audit,
                clock,
                random);
    }

    public Conversation conversation() {
        return new Conversation(desk());
    }

    /** @param letter the wording of its mail */
    public HolderSignIn holderSignIn(HolderSignIn.Letter letter) {
        return new HolderSignIn(
                stores.holders(),
                rules.domains().keySet(),
                people,
                new HolderSignIn.Post(stores.mails(), letter),
                stores.database().transactions(),
                audit,
                clock,
                random);
    }

    /** @param reader of the files that officers send */
    public GuestTables guestTables(GuestTables.Reader reader) {
        return new GuestTables(reader, stores.guestTables(), desk());
    }

    public Expiry expiry() {
        return new Expiry(desk());
    }
}
