package org.signet.ca.enrollment;

import java.util.List;
import java.util.Optional;
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
import org.signet.model.Person;
import org.signet.model.PersonName;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;

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

    /**
     * Certifies the request's key for these addresses, all of one person.
     *
     * @param name becomes the person's name in our records; without one they keep theirs
     */
    public Outcome<Issued> issue(
            List<EmailAddress> addresses,
            Optional<PersonName> name,
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
            Outcome<EnrollmentRules.Domain> domain = rules.domain(address);
            if (!domain.isOk()) {
                return Outcome.refused(domain.refusal());
            }
        }
        return transactions
                .attempt(() -> {
                    Person person = people.vouchedFor(addresses, name, actor).orThrow();
                    Order order = new Order(person.id(), person.name(), addresses, profile, use, request);
                    // Refused here, the person is left as they were.
                    authority.objection(order).ifPresent(refusal -> {
                        throw new RefusedException(refusal);
                    });
                    return order;
                })
                .then(order -> authority.issue(order, actor, issued -> {}));
    }
}
