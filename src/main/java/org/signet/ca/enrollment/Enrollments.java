package org.signet.ca.enrollment;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.signet.ca.audit.AuditEvent;
import org.signet.ca.enrollment.Enrollment.Proof;
import org.signet.ca.enrollment.Enrollment.Secret;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.model.Actor;
import org.signet.model.DistinguishedName;
import org.signet.model.EmailAddress;
import org.signet.model.Outcome;
import org.signet.model.PersonName;
import org.signet.model.Refusal;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;

/**
 * The way from "Get my certificate" to the right to have a key certified. Looking changes nothing, since mail scanners
 * follow links; a link is spent by the button behind it.
 */
public final class Enrollments {
    static final int MAX_ADDRESSES = 5;
    private static final int FEW = 20;

    private final RegistrationDesk desk;
    private final Decisions decisions;
    private final Proofs proofs;

    public Enrollments(RegistrationDesk desk) {
        this.desk = desk;
        this.decisions = new Decisions(desk);
        this.proofs = new Proofs(desk, decisions);
    }

    /**
     * A request as it came through a door, each part parsed there.
     *
     * @param addresses at least one; the key link goes to the first
     * @param pair whether a key of its own is wanted for each use; a domain may want it of everybody
     */
    public record Request(
            List<EmailAddress> addresses,
            PersonName name,
            boolean pair,
            Channel channel,
            String language,
            String origin) {
        public Request {
            addresses = EmailAddress.distinct(addresses);
        }

        /** Of one mailbox and, where its domain does not have it otherwise, one key. */
        public Request(EmailAddress address, PersonName name, Channel channel, String language, String origin) {
            this(List.of(address), name, false, channel, language, origin);
        }

        public EmailAddress address() {
            return addresses.get(0);
        }
    }

    /**
     * An enrolment that began.
     *
     * @param claim the terminal's own secret, with which it will have its key certified; of no use to a browser
     */
    public record Begun(Enrollment enrollment, OneTimeSecret claim) {}

    /** What is certified here, and who decides it. */
    public EnrollmentRules rules() {
        return desk.rules();
    }

    /** Begins an enrolment and mails to each of its mailboxes what proves it; refused if the name cannot stand in such a certificate. */
    public Outcome<Begun> request(Request request) {
        if (request.addresses().size() > MAX_ADDRESSES) {
            return Outcome.refused(
                    RefusalCode.BAD_INPUT, "A certificate names at most " + MAX_ADDRESSES + " mailboxes.");
        }
        Outcome<EnrollmentRules.Domain> domain = desk.rules().open(request.addresses());
        Outcome<DistinguishedName> subject =
                domain.then(its -> its.profile().subject(request.name(), request.addresses()));
        if (!subject.isOk()) {
            return Outcome.refused(subject.refusal());
        }
        boolean browser = request.channel() == Channel.BROWSER;
        OneTimeSecret proof = browser ? OneTimeSecret.token(desk.random()) : OneTimeSecret.code(desk.random());
        OneTimeSecret claim = OneTimeSecret.token(desk.random());
        boolean pair = request.pair() || domain.orThrow().pair();
        List<OneTimeSecret> codes = Stream.generate(() -> OneTimeSecret.code(desk.random()))
                .limit(request.addresses().size() - 1)
                .toList();
        Enrollment enrollment = enrollment(request, pair, proof, codes, claim);
        return desk.transactions().attempt(() -> {
            Instant now = enrollment.requested();
            request.addresses().forEach(address -> demandPatience(address, now));
            desk.enrollments().insert(enrollment);
            desk.mails()
                    .enqueue(
                            browser
                                    ? desk.letters().proofLink(enrollment, proof)
                                    : desk.letters().proofCode(enrollment, proof),
                            now);
            for (int i = 0; i < codes.size(); i++) {
                EmailAddress address = enrollment.further().get(i).address();
                desk.mails().enqueue(desk.letters().furtherCode(enrollment, address, codes.get(i)), now);
            }
            Actor actor = Actor.person(request.address(), request.origin());
            request.addresses()
                    .forEach(address ->
                            desk.audit().append(actor, new AuditEvent.EnrollmentRequested(enrollment.id(), address)));
            return new Begun(enrollment, claim);
        });
    }

    private void demandPatience(EmailAddress address, Instant now) {
        Duration hour = Duration.ofHours(1);
        if (desk.enrollments().countBetween(address, now.minus(hour), now.plus(hour))
                >= desk.rules().perAddressAndHour()) {
            throw refused(
                    RefusalCode.TOO_MANY,
                    address + " was sent several mails within the hour. Look for them, in the spam folder too, or"
                            + " try again in an hour.");
        }
    }

    private Enrollment enrollment(
            Request request, boolean pair, OneTimeSecret proof, List<OneTimeSecret> codes, OneTimeSecret claim) {
        Instant now = desk.clock().instant();
        boolean browser = request.channel() == Channel.BROWSER;
        return new Enrollment(
                Enrollment.newId(desk.random()),
                request.address(),
                request.name(),
                IntStream.range(0, codes.size())
                        .mapToObj(i -> new Enrollment.Further(
                                request.addresses().get(i + 1), codes.get(i).digest()))
                        .toList(),
                pair,
                request.channel(),
                request.language(),
                request.origin(),
                now,
                EnrollmentState.REQUESTED,
                new Proof(proof.digest(), now.plus(desk.rules().proofLife()), 0),
                browser
                        ? null
                        : new Secret(claim.digest(), now.plus(desk.rules().keyLinkLife())),
                0,
                null,
                null,
                null);
    }

    /** What a mailed proof link stands for, while it holds. Changes nothing. */
    public Outcome<Enrollment> lookAtProof(OneTimeSecret link) {
        return proofs.look(link);
    }

    /** The button behind the proof link of an enrolment of one mailbox. */
    public Outcome<Enrollment> prove(OneTimeSecret link, String origin) {
        return prove(link, List.of(), origin);
    }

    /**
     * The button behind the proof link: every mailbox is proven, and the request goes to whoever approves.
     *
     * @param codes those mailed to {@link Enrollment#coded}, in that order, typed on the page behind the link: whoever makes
     *     the key reads all of these mailboxes; five wrong tries end the enrolment
     */
    public Outcome<Enrollment> prove(OneTimeSecret link, List<OneTimeSecret> codes, String origin) {
        return proofs.prove(() -> proofs.look(link), codes, origin);
    }

    /** The codes typed into the terminal that began this enrolment, in the order of its mailboxes; five wrong tries end it. */
    public Outcome<Enrollment> proveByCode(String id, OneTimeSecret claim, List<OneTimeSecret> codes, String origin) {
        return proofs.prove(() -> ofTerminal(id, claim).then(proofs::open), codes, origin);
    }

    /** An officer's or administrator's yes: the link to the key page is mailed. */
    public Outcome<Enrollment> approve(String id, String comment, Actor actor) {
        return decisions.approve(id, comment, actor);
    }

    /** An officer's or administrator's no. */
    public Outcome<Enrollment> refuse(String id, String comment, Actor actor) {
        return decisions.refuse(id, comment, actor);
    }

    /** Mails a fresh link to the key page, in place of one that expired; only its holder can ask. */
    public Outcome<Enrollment> renewKeyLink(OneTimeSecret old, String origin) {
        return desk.transactions().attempt(() -> {
            Enrollment enrollment = desk.enrollments()
                    .findByKey(old.digest())
                    .map(desk::now)
                    .filter(e -> e.channel() == Channel.BROWSER && e.state() == EnrollmentState.APPROVED)
                    .orElseThrow(() -> new RefusedException(unknownLink().refusal()));
            if (desk.clock().instant().isBefore(enrollment.key().expires())) {
                throw refused(RefusalCode.WRONG_STATE, "This link still holds; open it.");
            }
            return decisions.sendKeyLink(enrollment, Actor.person(enrollment.address(), origin));
        });
    }

    /** The enrolment of a terminal that knows its claim. */
    public Outcome<Enrollment> ofTerminal(String id, OneTimeSecret claim) {
        return desk.enrollments()
                .find(id)
                .filter(e -> e.channel() == Channel.TERMINAL && e.key().digest().equals(claim.digest()))
                .map(desk::now)
                .map(Outcome::ok)
                .orElseGet(() -> Outcome.refused(RefusalCode.NOT_FOUND, "There is no such enrolment; begin again."));
    }

    /** The enrolment that a secret lets a key be certified for; also after it was, so that a lost answer can be had again. */
    public Outcome<Enrollment> forKey(OneTimeSecret secret) {
        Optional<Enrollment> found = desk.enrollments().findByKey(secret.digest());
        if (found.isEmpty()) {
            return unknownLink();
        }
        Enrollment enrollment = desk.now(found.get());
        return switch (enrollment.state()) {
            case ISSUED -> Outcome.ok(enrollment);
            case APPROVED -> proofs.open(enrollment, enrollment.key().expires(), EnrollmentState.APPROVED);
            case REFUSED ->
                Outcome.refused(RefusalCode.WRONG_STATE, "This request was refused; ask your officer for the reason.");
            case WITHDRAWN ->
                Outcome.refused(RefusalCode.REQUEST_ENDED, "This request was withdrawn; ask for a new certificate.");
            case EXPIRED ->
                enrollment.channel() == Channel.TERMINAL
                        ? Outcome.refused(RefusalCode.LINK_EXPIRED, "This enrolment has ended; begin a new one.")
                        : Outcome.refused(
                                RefusalCode.REQUEST_ENDED, "This request has ended; ask for a new certificate.");
            case REQUESTED, PROVEN ->
                Outcome.refused(
                        RefusalCode.WRONG_STATE, "This request is not approved yet; wait for the mail that says so.");
        };
    }

    static <T> Outcome<T> unknownLink() {
        return Outcome.refused(
                RefusalCode.LINK_UNKNOWN,
                "This link is not ours, or not whole: mail programs sometimes cut links. Copy it in full, or begin again.");
    }

    static RefusedException refused(RefusalCode code, String detail) {
        return new RefusedException(code, detail);
    }

    public Optional<Enrollment> find(String id) {
        return desk.enrollments().find(id).map(desk::now);
    }

    public List<Enrollment> waiting(int limit) {
        return inState(EnrollmentState.PROVEN, limit);
    }

    /** Newest first. */
    public List<Enrollment> inState(EnrollmentState state, int limit) {
        return desk.enrollments().inState(state, limit).stream()
                .filter(enrollment -> desk.now(enrollment).state() == state)
                .toList();
    }

    /** Why that actor may not approve it, if somebody else may. */
    public Optional<Refusal> objection(Enrollment enrollment, Actor actor) {
        return desk.fourEyes().objection(actor, enrollment.addresses());
    }

    /** What was asked for that mailbox lately, newest first. */
    public List<Enrollment> of(EmailAddress address) {
        return desk.enrollments().of(address, FEW).stream().map(desk::now).toList();
    }

    public List<Enrollment> latest(int limit) {
        return desk.enrollments().latest(limit).stream().map(desk::now).toList();
    }
}
