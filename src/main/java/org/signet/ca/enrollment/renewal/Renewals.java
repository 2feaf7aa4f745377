package org.signet.ca.enrollment.renewal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.signet.ca.audit.AuditEvent;
import org.signet.ca.authority.Authority;
import org.signet.ca.authority.Issued;
import org.signet.ca.authority.Order;
import org.signet.ca.enrollment.EnrollmentRules;
import org.signet.ca.enrollment.RegistrationDesk;
import org.signet.crypto.policy.KeyPolicy;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.CertificateRequest;
import org.signet.model.Actor;
import org.signet.model.Bytes;
import org.signet.model.CertificateRecord;
import org.signet.model.CertificateStatus;
import org.signet.model.EmailAddress;
import org.signet.model.KeyUse;
import org.signet.model.Outcome;
import org.signet.model.Person;
import org.signet.model.Refusal;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;

/**
 * Renewal on the word of the old key: whoever holds it, while its certificate may be used, gets the same for new keys at
 * once, with what our records and the domain's configuration say now. Each certificate renews once, and every mailbox that
 * it names is told, so that a stolen key does not go on unseen.
 */
public final class Renewals {
    private final RegistrationDesk desk;
    private final String server;
    private final Authority authority;

    /** @param server our URL as people give it, without a slash at its end: a proof for another is not for us */
    public Renewals(String server, RegistrationDesk desk, Authority authority) {
        this.server = server;
        this.desk = desk;
        this.authority = authority;
    }

    /**
     * Certifies the keys of the proof's requests, all of them or none. Asked again with the same keys, it gives the same
     * certificates: an answer may be lost on its way.
     *
     * @param signature of {@link RenewalProof#text} by the old certificate's key
     * @return one for each request, in their order; of a pair the signing one first
     */
    public Outcome<List<Issued>> renew(RenewalProof proof, Bytes signature, String origin) {
        Outcome<CertificateRecord> old = proven(proof, signature);
        if (!old.isOk()) {
            return Outcome.refused(old.refusal());
        }
        CertificateRecord certificate = old.orThrow();
        Actor actor = Actor.person(certificate.addresses().get(0), origin);
        return CertificateRequest.parseAll(proof.requests().getBytes(StandardCharsets.UTF_8))
                .fold(
                        requests -> before(certificate, requests)
                                .map(Outcome::ok)
                                .orElseGet(() -> once(certificate, requests, actor)),
                        refusal -> refused(certificate, refusal, actor));
    }

    /** What is refused because the same keys came twice at once has been answered meanwhile. */
    private Outcome<List<Issued>> once(CertificateRecord old, List<CertificateRequest> requests, Actor actor) {
        Outcome<List<Issued>> issued = renew(old, requests, actor);
        return issued.isOk() ? issued : before(old, requests).map(Outcome::ok).orElse(issued);
    }

    /** The certificate whose key signed this for us just now. Of others nothing is told. */
    private Outcome<CertificateRecord> proven(RenewalProof proof, Bytes signature) {
        Optional<CertificateRecord> found = desk.certificates()
                .find(proof.certificate())
                // The CA's own are renewed by itself.
                .filter(certificate -> certificate.personId() != 0);
        if (found.isEmpty()) {
            return Outcome.refused(
                    RefusalCode.NOT_FOUND,
                    "This server did not issue that certificate; ask the one that did, or enrol.");
        }
        CertificateRecord old = found.get();
        if (!old.use().signs()) {
            return Outcome.refused(
                    RefusalCode.BAD_INPUT,
                    "That certificate is for encryption only, so its key can prove nothing. Renew with the file of the"
                            + " signing key, or enrol with a mailed code.");
        }
        Certificate certificate = Certificate.parse(old.der()).orThrow();
        if (!proof.signedBy(certificate, server, signature)) {
            return Outcome.refused(
                    RefusalCode.BAD_SIGNATURE,
                    "This was not signed by the key of that certificate for " + server
                            + ". Give this server by that URL, and the file that holds the certificate's key.");
        }
        if (!proof.madeAround(desk.clock().instant())) {
            return Outcome.refused(
                    RefusalCode.BAD_INPUT,
                    "The proof's time is not within " + RenewalProof.SKEW.toMinutes() + " minutes of this server's, "
                            + desk.clock().instant() + ". Set the clock of your machine, and try again.");
        }
        // Certificates of an imported CA may be of keys that would not be certified here.
        return KeyPolicy.objection(certificate.content().publicKey())
                .map(weak -> Outcome.<CertificateRecord>refused(
                        RefusalCode.WEAK_KEY,
                        weak + " The key of that certificate can prove nothing: enrol with a mailed code."))
                .orElse(Outcome.ok(old));
    }

    private Outcome<List<Issued>> renew(CertificateRecord old, List<CertificateRequest> requests, Actor actor) {
        return orders(old, requests).fold(orders -> issue(old, orders, actor), refusal -> refused(old, refusal, actor));
    }

    /** Audited here, since it does not come to an order, whose refusal the authority audits. */
    private Outcome<List<Issued>> refused(CertificateRecord old, Refusal refusal, Actor actor) {
        desk.transactions().durable(() -> {
            desk.audit().append(actor, new AuditEvent.IssuanceRefused("renewal of " + old.serial(), refusal.code()));
            return null;
        });
        return Outcome.refused(refusal);
    }

    /** What the same proof, or another for the same keys, led to. */
    private Optional<List<Issued>> before(CertificateRecord old, List<CertificateRequest> requests) {
        return desk.renewals().renewedBy(old.serial()).flatMap(serials -> authority.issued(serials, requests));
    }

    private Outcome<List<Order>> orders(CertificateRecord old, List<CertificateRequest> requests) {
        Optional<Refusal> objection = objection(old, requests);
        if (objection.isPresent()) {
            return Outcome.refused(objection.get());
        }
        return holder(old)
                .then(person -> desk.rules()
                        .domain(old.addresses())
                        .then(domain -> uses(old, domain, requests.size())
                                .map(uses -> Order.each(
                                        person.id(),
                                        person.name(),
                                        old.addresses(),
                                        domain.profile(),
                                        uses,
                                        requests))));
    }

    private Optional<Refusal> objection(CertificateRecord old, List<CertificateRequest> requests) {
        Optional<String> unusable = unusable(old, desk.clock().instant());
        if (unusable.isPresent()) {
            return Optional.of(new Refusal(
                    RefusalCode.WRONG_STATE, unusable.get() + ", so it renews nothing. Enrol with a mailed code."));
        }
        if (desk.renewals().renewedBy(old.serial()).isPresent()) {
            return Optional.of(usedUp());
        }
        return worn(requests) ? Optional.of(wornKey()) : Optional.empty();
    }

    private boolean worn(List<CertificateRequest> requests) {
        return requests.stream()
                .anyMatch(request -> !desk.certificates().ofKey(request.keyId()).isEmpty());
    }

    private static Refusal wornKey() {
        return new Refusal(
                RefusalCode.KEY_IN_USE, "A key is certified once, for one use; make a new key for each certificate.");
    }

    private static Refusal usedUp() {
        return new Refusal(
                RefusalCode.WRONG_STATE,
                "That certificate was renewed by its key already. Renew with the newer file; if you do not have it, tell"
                        + " an administrator and enrol with a mailed code.");
    }

    private static Optional<String> unusable(CertificateRecord old, Instant now) {
        if (old.expiredAt(now)) {
            return Optional.of("That certificate ended on " + old.validity().notAfter());
        }
        return old.status() instanceof CertificateStatus.Active
                ? Optional.<String>empty()
                : Optional.of(
                        "That certificate is " + old.status().fold(() -> "active", held -> "on hold", no -> "revoked"));
    }

    private Outcome<Person> holder(CertificateRecord old) {
        return desk.people()
                .find(old.personId())
                .filter(person -> old.addresses().stream().allMatch(person::has))
                .map(Outcome::ok)
                .orElseGet(() -> Outcome.refused(
                        RefusalCode.NOT_ALLOWED,
                        "A mailbox of that certificate is not its holder's any more. Enrol with a mailed code."));
    }

    private static Outcome<List<KeyUse>> uses(CertificateRecord old, EnrollmentRules.Domain domain, int requests) {
        if (requests == 2) {
            return Outcome.ok(List.of(KeyUse.SIGN, KeyUse.ENCRYPT));
        }
        if (requests != 1) {
            return Outcome.refused(
                    RefusalCode.BAD_REQUEST_FILE, "Send one request, or two for a pair, of the signing key first.");
        }
        return domain.pair()
                ? Outcome.refused(
                        RefusalCode.BAD_REQUEST_FILE,
                        "Certificates of " + old.addresses().get(0).domain()
                                + " come in pairs now: renew with two keys (--pair).")
                : Outcome.ok(List.of(old.use()));
    }

    private Outcome<List<Issued>> issue(CertificateRecord old, List<Order> orders, Actor actor) {
        return authority.issueAll(orders, used -> holder(old, orders, used), actor, issued -> {
            Instant now = desk.clock().instant();
            demandUnused(old, now);
            desk.renewals()
                    .insertRenewal(
                            old.serial(),
                            issued.stream()
                                    .map(each -> each.certificate().serial())
                                    .toList(),
                            now);
            issued.forEach(each -> desk.audit()
                    .append(
                            actor,
                            new AuditEvent.CertificateRenewed(
                                    old.serial(), each.certificate().serial(), old.personId())));
            for (EmailAddress address : old.addresses()) {
                desk.mails()
                        .enqueue(desk.letters().renewed(address, orders.get(0).name(), desk.language(address)), now);
            }
        });
    }

    /** Joins the unit of work that stores the intents: several may have come at once. */
    private long holder(CertificateRecord old, List<Order> orders, boolean used) {
        if (used && worn(orders.stream().map(Order::request).toList())) {
            throw new RefusedException(wornKey());
        }
        demandUnused(old, desk.clock().instant());
        return old.personId();
    }

    private void demandUnused(CertificateRecord old, Instant now) {
        boolean usable = desk.certificates()
                .find(old.serial())
                .filter(current -> current.usableAt(now))
                .isPresent();
        if (!usable || desk.renewals().renewedBy(old.serial()).isPresent()) {
            throw new RefusedException(
                    RefusalCode.WRONG_STATE, "That certificate was renewed or revoked a moment ago; look again.");
        }
    }
}
