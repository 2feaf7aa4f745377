package org.signet.ca.enrollment;

import java.util.List;
import org.signet.ca.access.People;
import org.signet.ca.audit.Transactions;
import org.signet.ca.authority.Authority;
import org.signet.ca.authority.Issued;
import org.signet.ca.authority.Order;
import org.signet.ca.profile.Profile;
import org.signet.crypto.x509.CertificateRequest;
import org.signet.model.Actor;
import org.signet.model.EmailAddress;
import org.signet.model.KeyUse;
import org.signet.model.Outcome;
import org.signet.model.Permission;
import org.signet.model.PersonName;
import org.signet.model.RefusalCode;

/** Issuance by an operator who vouches for the mailboxes, in place of a mailed proof. */
public final class OperatorIssuance {
    private static final int MAX_ADDRESSES = 10;

    private final EnrollmentRules rules;
    private final People people;
    private final Authority authority;
    private final Transactions transactions;

    public OperatorIssuance(EnrollmentRules rules, People people, Authority authority, Transactions transactions) {
        this.rules = rules;
        this.people = people;
        this.authority = authority;
        this.transactions = transactions;
    }

    /** Certifies the request's key for these addresses, all of one person. */
    public Outcome<Issued> issue(
            List<EmailAddress> addresses,
            PersonName name,
            Profile profile,
            KeyUse use,
            CertificateRequest request,
            Actor actor) {
        if (!actor.may(Permission.ISSUE_CERTIFICATE)) {
            return Outcome.refused(RefusalCode.NOT_ALLOWED, "You may not issue certificates; ask an administrator.");
        }
        if (addresses.size() > MAX_ADDRESSES) {
            return Outcome.refused(
                    RefusalCode.BAD_INPUT, "A certificate names at most " + MAX_ADDRESSES + " mailboxes.");
        }
        for (EmailAddress address : addresses) {
            if (!rules.domains().containsKey(address.domain())) {
                return Outcome.refused(
                        RefusalCode.FOREIGN_DOMAIN,
                        address + " is not in a domain of this company ("
                                + String.join(
                                        ", ",
                                        rules.domains().keySet().stream()
                                                .sorted()
                                                .toList()) + ").");
            }
        }
        return transactions
                .attempt(() -> people.vouchedFor(addresses, name, actor).orThrow())
                .then(person ->
                        authority.issue(new Order(person.id(), addresses, profile, use, request), actor, issued -> {}));
    }
}
