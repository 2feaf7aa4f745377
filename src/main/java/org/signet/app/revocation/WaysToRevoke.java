package org.signet.app.revocation;

import org.signet.ca.enrollment.RegistrationDesk;
import org.signet.ca.revocation.KeyRevocation;
import org.signet.ca.revocation.ProgramRevocation;
import org.signet.ca.revocation.Revocation;
import org.signet.ca.revocation.RevocationLetters;
import org.signet.ca.revocation.RevocationLinks;
import org.signet.ca.revocation.RevocationNotices;
import org.signet.edge.store.Stores;

/**
 * The ways to revoke; all end in the officer's.
 *
 * @param desk knows people and the language in which the reader of a mailbox was spoken to last
 */
public record WaysToRevoke(Stores stores, Revocation byOfficer, RevocationLetters letters, RegistrationDesk desk) {

    /** By a link that is mailed to the holder. */
    public RevocationLinks byLink() {
        return new RevocationLinks(
                stores.revocationLinks(),
                desk.certificates(),
                byOfficer,
                new RevocationLinks.Post(desk.mails(), letters, notices()),
                desk.transactions(),
                desk.audit(),
                desk.clock(),
                desk.random());
    }

    /** By the key itself. */
    public KeyRevocation byKey() {
        return new KeyRevocation(
                desk.certificates(),
                stores.issuers(),
                byOfficer,
                notices(),
                desk.transactions(),
                desk.audit(),
                desk.clock());
    }

    /** By a program's token. */
    public ProgramRevocation byProgram() {
        return new ProgramRevocation(byOfficer, desk.certificates(), desk.people(), desk.transactions());
    }

    private RevocationNotices notices() {
        return new RevocationNotices(desk.people(), desk.mails(), letters, desk::language);
    }
}
