package org.signet.ca.enrollment;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.signet.ca.audit.AuditEvent;
import org.signet.ca.enrollment.Enrollment.Secret;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.model.Actor;
import org.signet.model.CertificateRecord;
import org.signet.model.EmailAddress;
import org.signet.model.KeyUse;
import org.signet.model.Outcome;
import org.signet.model.Person;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;
import org.signet.model.SerialNumber;

/**
 * Tells people in time that their certificate ends, with a link to the page that makes a new key: as of an invitation, that
 * one link is proof and approval, since somebody let these people through before and nobody took the certificate back. It
 * goes to the first mailbox of the certificate and is good for what the records say now. It lives as long as every other key
 * link, not until the certificate ends: what lies in a mailbox for a month is worth more to a thief than to its owner, who
 * can have an expired link sent anew.
 */
public final class Reminders {
    private static final int PAGE = 200;
    /** So long before the end people may renew by themselves. */
    private static final Duration EARLY = Duration.ofDays(60);

    private final RegistrationDesk desk;
    private final List<Duration> times;

    /** @param days before the end at which a mail is sent, in any order; none if empty */
    public Reminders(List<Integer> days, RegistrationDesk desk) {
        this.times = days.stream().sorted().map(Duration::ofDays).toList();
        this.desk = desk;
    }

    /**
     * Queues the mails that are due, those of the nearest ends first. Several that are due at once, as after a time
     * without a server, come to one.
     *
     * @param most mails in one run; what is left waits for the next
     * @return how many were queued
     */
    public int run(int most) {
        if (times.isEmpty()) {
            return 0;
        }
        Instant now = desk.clock().instant();
        Instant until = now.plus(times.get(times.size() - 1));
        int sent = 0;
        Optional<CertificateRecord> last = Optional.empty();
        while (true) {
            List<CertificateRecord> page = desk.certificates().ending(now, until, last, PAGE);
            for (CertificateRecord certificate : page) {
                if (sent < most && remind(certificate, now)) {
                    sent++;
                }
            }
            if (page.size() < PAGE || sent >= most) {
                return sent;
            }
            last = Optional.of(page.get(page.size() - 1));
        }
    }

    private boolean remind(CertificateRecord certificate, Instant now) {
        Duration time = times.stream()
                .filter(each -> !certificate.validity().notAfter().isAfter(now.plus(each)))
                .findFirst()
                .orElseThrow();
        if (!certificate.usableAt(now) || reminded(certificate, time)) {
            return false;
        }
        Optional<Person> person =
                desk.people().find(certificate.personId()).filter(holder -> entitled(holder, certificate));
        if (person.isEmpty()) {
            return false;
        }
        List<CertificateRecord> all = desk.certificates().ofPerson(person.get().id());
        if (certificate.replacedBy(all, now)) {
            return false;
        }
        List<CertificateRecord> together = Stream.concat(
                        Stream.of(certificate),
                        all.stream()
                                .filter(other -> !other.serial().equals(certificate.serial()))
                                .filter(other -> other.usableAt(now)
                                        && EmailAddress.sameMailboxes(other.addresses(), certificate.addresses())
                                        && !other.validity().notAfter().isAfter(now.plus(time))
                                        && !reminded(other, time)))
                .toList();
        return desk.transactions()
                .attempt(() -> send(together, person.get(), time, now))
                .fold(done -> done, refusal -> false);
    }

    /** A mail of this time or a later one was sent already. */
    private boolean reminded(CertificateRecord certificate, Duration time) {
        return desk.renewals().reminders(certificate.serial()).stream()
                .anyMatch(reminder -> reminder.days() <= time.toDays());
    }

    /** Whether this person could have the same certificate today: the mailboxes are theirs, and of domains that we serve. */
    private boolean entitled(Person person, CertificateRecord certificate) {
        return certificate.addresses().stream().allMatch(person::has)
                && desk.rules()
                        .domain(certificate.addresses())
                        .then(domain -> domain.profile().subject(person.name(), certificate.addresses()))
                        .isOk();
    }

    /** Joins the unit of work: false if another node was quicker. */
    private boolean send(List<CertificateRecord> ending, Person person, Duration time, Instant now) {
        CertificateRecord first = ending.get(0);
        boolean taken = desk.certificates()
                .find(first.serial())
                .filter(current -> current.usableAt(now) && !reminded(current, time))
                .isEmpty();
        if (taken) {
            return false;
        }
        OneTimeSecret secret = OneTimeSecret.token(desk.random());
        Secret key = new Secret(secret.digest(), now.plus(desk.rules().keyLinkLife()));
        Enrollment enrollment = opened(ending, person, key, now);
        for (CertificateRecord certificate : ending) {
            int days = (int) time.toDays();
            desk.renewals().insert(new RenewalStore.Reminder(certificate.serial(), days, enrollment.id(), now));
            desk.audit()
                    .append(
                            Actor.system(),
                            new AuditEvent.RenewalReminded(
                                    certificate.serial(), days, enrollment.id(), enrollment.address()));
        }
        desk.mails()
                .enqueue(desk.letters().reminder(enrollment, first.validity().notAfter(), secret), now);
        return true;
    }

    /** Whether the reader of a mailbox that the certificate names may have it renewed now. */
    public boolean mayRenew(CertificateRecord certificate, EmailAddress reader) {
        return objection(certificate, reader).isEmpty();
    }

    private Optional<String> objection(CertificateRecord certificate, EmailAddress reader) {
        Instant now = desk.clock().instant();
        Optional<Person> holder = desk.people().find(certificate.personId());
        boolean named = EmailAddress.searchKeys(certificate.addresses()).contains(reader.searchKey());
        if (!named || holder.isEmpty() || !certificate.usableAt(now)) {
            return Optional.of("That certificate is not in force, or not of your mailbox. Ask for a new one.");
        }
        if (certificate.validity().notAfter().isAfter(now.plus(EARLY))) {
            return Optional.of("That certificate is good for more than " + EARLY.toDays()
                    + " days yet; renew it when it comes to its end.");
        }
        if (!entitled(holder.get(), certificate)) {
            return Optional.of(
                    "A mailbox of that certificate is not its holder's any more, or of no domain that is served.");
        }
        return certificate.replacedBy(desk.certificates().ofPerson(holder.get().id()), now)
                ? Optional.of("That certificate was renewed already; use the newer one.")
                : Optional.empty();
    }

    /**
     * Begins the renewal that a reminder would, for who has just proved to read a mailbox of the certificate.
     *
     * @return the secret of the key link, where the certificate names that mailbox alone; otherwise it is mailed to the
     *     certificate's first mailbox, as reminders are
     */
    public Outcome<Optional<OneTimeSecret>> renew(SerialNumber serial, EmailAddress reader, String origin) {
        return desk.transactions().attempt(() -> {
            CertificateRecord certificate =
                    desk.certificates().find(serial).orElseThrow(RegistrationDesk::noSuchRequest);
            objection(certificate, reader).ifPresent(why -> {
                throw new RefusedException(RefusalCode.WRONG_STATE, why);
            });
            Instant now = desk.clock().instant();
            Person person = desk.people().find(certificate.personId()).orElseThrow();
            OneTimeSecret secret = OneTimeSecret.token(desk.random());
            Enrollment enrollment = opened(
                    List.of(certificate),
                    person,
                    new Secret(secret.digest(), now.plus(desk.rules().keyLinkLife())),
                    now);
            desk.renewals().insert(new RenewalStore.Reminder(serial, freeDay(certificate, now), enrollment.id(), now));
            desk.audit().append(Actor.person(reader, origin), new AuditEvent.RenewalAsked(serial, enrollment.id()));
            if (certificate.addresses().size() == 1) {
                return Optional.of(secret);
            }
            desk.mails()
                    .enqueue(
                            desk.letters()
                                    .reminder(enrollment, certificate.validity().notAfter(), secret),
                            now);
            return Optional.<OneTimeSecret>empty();
        });
    }

    /** The days left, so that reminders of later days still come; one more where that day has a mail already. */
    private int freeDay(CertificateRecord certificate, Instant now) {
        List<Integer> taken = desk.renewals().reminders(certificate.serial()).stream()
                .map(RenewalStore.Reminder::days)
                .toList();
        int days =
                (int) Duration.between(now, certificate.validity().notAfter()).toDays() + 1;
        while (taken.contains(days)) {
            days++;
        }
        return days;
    }

    private Enrollment opened(List<CertificateRecord> ending, Person person, Secret key, Instant now) {
        return before(ending.get(0))
                .map(open -> desk.take(Step.OPEN_KEY, open, e -> e.withKey(key)))
                .orElseGet(() -> begun(ending, person, key, now));
    }

    /** What the reminder before this one began, if nobody followed its link: that link gives way to the new one. */
    private Optional<Enrollment> before(CertificateRecord certificate) {
        return desk.renewals().reminders(certificate.serial()).stream()
                .findFirst()
                .flatMap(reminder -> desk.enrollments().find(reminder.enrollment()))
                .map(desk::now)
                .filter(enrollment -> enrollment.state() == EnrollmentState.APPROVED);
    }

    private Enrollment begun(List<CertificateRecord> ending, Person person, Secret key, Instant now) {
        List<EmailAddress> addresses = ending.get(0).addresses();
        boolean pair = desk.rules().domain(addresses).orThrow().pair()
                || ending.stream().anyMatch(certificate -> certificate.use() != KeyUse.BOTH);
        Enrollment begun = Enrollment.approved(
                person, addresses, pair, desk.language(addresses.get(0)), key, Actor.system(), now, desk.random());
        desk.enrollments().insert(begun);
        return begun;
    }

    /** Why a link that was sent for these certificates may not be followed any more, if so. */
    static Outcome<Enrollment> stillDue(Enrollment enrollment, RegistrationDesk desk) {
        boolean withdrawn = enrollment.renews()
                && desk.renewals().endingFor(enrollment.id()).stream()
                        .flatMap(serial -> desk.certificates().find(serial).stream())
                        .anyMatch(certificate -> !certificate.status().isActive());
        return withdrawn
                ? Outcome.refused(
                        RefusalCode.WRONG_STATE,
                        "The certificate that this link was to renew was revoked or put on hold since. Ask for a new"
                                + " one as you did the first time.")
                : Outcome.ok(enrollment);
    }
}
