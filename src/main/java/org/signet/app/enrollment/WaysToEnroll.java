package org.signet.app.enrollment;

import java.security.SecureRandom;
import java.time.Clock;
import org.signet.ca.access.Account;
import org.signet.ca.access.ApiToken;
import org.signet.ca.access.People;
import org.signet.ca.access.factor.Factors;
import org.signet.ca.access.holder.HolderSignIn;
import org.signet.ca.audit.AuditLog;
import org.signet.ca.authority.Authority;
import org.signet.ca.enrollment.Conversation;
import org.signet.ca.enrollment.EnrollmentRules;
import org.signet.ca.enrollment.Expiry;
import org.signet.ca.enrollment.FourEyes;
import org.signet.ca.enrollment.Letters;
import org.signet.ca.enrollment.RegistrationDesk;
import org.signet.ca.enrollment.invitation.GuestTable;
import org.signet.ca.enrollment.invitation.GuestTables;
import org.signet.edge.store.Stores;
import org.signet.model.Actor;
import org.signet.model.Role;

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
                fourEyes(),
                stores.mails(),
                letters,
                stores.database().transactions(),
                audit,
                clock,
                random);
    }

    public FourEyes fourEyes() {
        return new FourEyes(
                people,
                new Factors(stores.factors(), audit, clock, random)::mailboxes,
                token -> stores.apiTokens().find(token).map(ApiToken::createdBy));
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
        return new GuestTables(reader, stores.guestTables(), this::sender, desk());
    }

    /** Who sent that table, with the rights of today. */
    private Actor sender(GuestTable table) {
        String user = Actor.accountOf(table.by()).orElseThrow();
        Role role = stores.accounts().find(user).map(Account::role).orElse(null);
        return Actor.account(user, table.origin(), role);
    }

    public Expiry expiry() {
        return new Expiry(desk());
    }
}
