package org.signet.ca.enrollment;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.signet.ca.access.People;
import org.signet.ca.authority.Authority;
import org.signet.ca.authority.CertificateStore;
import org.signet.ca.authority.Issued;
import org.signet.ca.authority.Order;
import org.signet.ca.profile.Profile;
import org.signet.crypto.x509.CertificateRequest;
import org.signet.model.Actor;
import org.signet.model.CertificateRecord;
import org.signet.model.EmailAddress;
import org.signet.model.KeyUse;
import org.signet.model.Outcome;
import org.signet.model.Permission;
import org.signet.model.Person;
import org.signet.model.PersonName;
import org.signet.model.Refusal;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;

/** Issuance by an operator who vouches for the mailboxes, in place of a mailed proof. */
public final class OperatorIssuance {
    private static final int MAX_ADDRESSES = 10;

    private final EnrollmentRules rules;
    private final People people;
    private final Authority authority;
    private final CertificateStore certificates;
    private final Clock clock;

    public OperatorIssuance(
            EnrollmentRules rules, People people, Authority authority, CertificateStore certificates, Clock clock) {
        this.rules = rules;
        this.people = people;
        this.authority = authority;
        this.certificates = certificates;
        this.clock = clock;
    }

    /**
     * What somebody vouches for.
     *
     * @param addresses at least one, all of one person
     * @param name becomes the person's name in our records; without one they keep theirs
     */
    public record Vouched(
            List<EmailAddress> addresses,
            Optional<PersonName> name,
            Profile profile,
            KeyUse use,
            CertificateRequest request) {
        public Vouched {
            addresses = List.copyOf(addresses);
        }
    }

    /** A certificate, and whether it was issued before. */
    public record Once(Issued issued, boolean before) {}

    /** Certifies the request's key for these addresses, all of one person. */
    public Outcome<Issued> issue(
            List<EmailAddress> addresses,
            Optional<PersonName> name,
            Profile profile,
            KeyUse use,
            CertificateRequest request,
            Actor actor) {
        return issue(new Vouched(addresses, name, profile, use, request), actor);
    }

    public Outcome<Issued> issue(Vouched vouched, Actor actor) {
        return objection(vouched, actor).map(Outcome::<Issued>refused).orElseGet(() -> issue(vouched, actor, false));
    }

    /**
     * Certifies the key unless it has a certificate that holds now, for the same person, addresses, profile and use: then
     * that one is the answer. Asked by several at once, it issues once.
     */
    public Outcome<Once> issueOnce(Vouched vouched, Actor actor) {
        Optional<Refusal> objection = objection(vouched, actor);
        if (objection.isPresent()) {
            return Outcome.refused(objection.get());
        }
        Optional<CertificateRecord> before = before(vouched);
        if (before.isPresent()) {
            return Outcome.ok(new Once(authority.issued(before.get()), true));
        }
        Outcome<Issued> issued = issue(vouched, actor, true);
        return issued.isOk()
                ? issued.map(fresh -> new Once(fresh, false))
                : before(vouched)
                        .map(record -> Outcome.ok(new Once(authority.issued(record), true)))
                        .orElseGet(() -> Outcome.refused(issued.refusal()));
    }

    private Optional<Refusal> objection(Vouched vouched, Actor actor) {
        if (!actor.may(Permission.ISSUE_CERTIFICATE)) {
            return Optional.of(
                    new Refusal(RefusalCode.NOT_ALLOWED, "You may not issue certificates; ask an administrator."));
        }
        if (vouched.addresses().size() > MAX_ADDRESSES) {
            return Optional.of(
                    new Refusal(RefusalCode.BAD_INPUT, "A certificate names at most " + MAX_ADDRESSES + " mailboxes."));
        }
        return vouched.addresses().stream()
                .map(rules::domain)
                .filter(domain -> !domain.isOk())
                .map(Outcome::refusal)
                .findFirst();
    }

    private Outcome<Issued> issue(Vouched vouched, Actor actor, boolean once) {
        PersonName name = people.nameFor(vouched.addresses(), vouched.name());
        Outcome<Issued> issued = issue(vouched, name, actor, once);
        if (issued.isOk()) {
            return issued;
        }
        // Somebody may have changed the name on record between the look at it and the intent.
        PersonName now = people.nameFor(vouched.addresses(), vouched.name());
        return now.equals(name) ? issued : issue(vouched, now, actor, once);
    }

    private Outcome<Issued> issue(Vouched vouched, PersonName name, Actor actor, boolean once) {
        Order order = new Order(0, name, vouched.addresses(), vouched.profile(), vouched.use(), vouched.request());
        return authority.issue(
                order,
                used -> {
                    if (once && used && before(vouched).isPresent()) {
                        throw new RefusedException(
                                RefusalCode.WRONG_STATE,
                                "This key was certified a moment ago by somebody else; ask again.");
                    }
                    return holder(vouched, order, actor);
                },
                actor);
    }

    /** Joins the unit of work in which the intent is stored. */
    private long holder(Vouched vouched, Order order, Actor actor) {
        Person person =
                people.vouchedFor(vouched.addresses(), vouched.name(), actor).orThrow();
        if (!person.name().equals(order.name())) {
            throw new RefusedException(
                    RefusalCode.WRONG_STATE,
                    "The name on record of " + vouched.addresses().get(0) + " was changed a moment ago; try again.");
        }
        return person.id();
    }

    /** The certificate that is asked for, if there is one. */
    private Optional<CertificateRecord> before(Vouched vouched) {
        return certificates.ofKey(vouched.request().keyId()).stream()
                .filter(record -> fits(record, vouched))
                .filter(record -> people.find(vouched.addresses().get(0))
                        .filter(person -> person.id() == record.personId())
                        .isPresent())
                .findFirst();
    }

    private boolean fits(CertificateRecord record, Vouched vouched) {
        return record.usableAt(clock.instant())
                && record.profile().equals(vouched.profile().id())
                && record.use() == vouched.use()
                && EmailAddress.sameMailboxes(record.addresses(), vouched.addresses());
    }
}
