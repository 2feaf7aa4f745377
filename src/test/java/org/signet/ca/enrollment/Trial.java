package org.signet.ca.enrollment;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.signet.app.MovingClock;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.ca.access.MailQueue.Queued;
import org.signet.ca.audit.AuditEntry;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.edge.web.Messages;
import org.signet.edge.web.letters.CatalogueLetters;
import org.signet.model.Actor;
import org.signet.model.EmailAddress;
import org.signet.model.Mail;
import org.signet.model.Outcome;
import org.signet.model.PersonName;
import org.signet.model.Role;

/** Enrolment at a real CA, whose clock stands still and whose mail is read. */
final class Trial implements AutoCloseable {
    static final Actor OFFICER = Actor.account("olga", "10.0.0.1", Role.OFFICER);
    static final Actor AUDITOR = Actor.account("axel", "10.0.0.2", Role.AUDITOR);
    static final String ORIGIN = "10.0.0.9";
    private static final Pattern LINK = Pattern.compile("/enroll/(proof|key|state)/([A-Za-z0-9_-]{43})\\b");
    private static final Pattern CODE = Pattern.compile("\\b[A-Z2-9]{5}-[A-Z2-9]{5}\\b");

    final MovingClock clock = MovingClock.started();
    final Signet signet;
    final Enrollments enrollments;
    final KeyCertification certification;
    final Conversation conversation;
    private int people;

    Trial(Path parent) {
        signet = TestCa.open(TestCa.copy(parent), clock);
        enrollments = signet.enrollments(letters());
        conversation = signet.waysToEnroll(letters()).conversation();
        certification = signet.keyCertification(enrollments);
    }

    Letters letters() {
        return new CatalogueLetters(Messages.ofClassPath(), signet.config().company(), "http://localhost:8080");
    }

    /** Somebody new, for whom an officer decides. */
    EmailAddress somebody() {
        return new EmailAddress("somebody" + ++people, "example.com");
    }

    /** Somebody new, who is let through. */
    EmailAddress letThrough() {
        return new EmailAddress("somebody" + ++people, "auto.example");
    }

    Outcome<Enrollments.Begun> request(EmailAddress address, Channel channel) {
        return enrollments.request(
                new Enrollments.Request(address, PersonName.ofDisplay("Ada Lovelace"), channel, "en", ORIGIN));
    }

    Enrollments.Begun begun(EmailAddress address, Channel channel) {
        return request(address, channel).orThrow();
    }

    Mail lastMail() {
        return lastMails(1).get(0).mail();
    }

    List<Queued> lastMails(int count) {
        return signet.mailQueue().latest(count);
    }

    /** The secret of the link in the newest mail. */
    OneTimeSecret mailedLink(String kind) {
        Matcher link = LINK.matcher(lastMail().body());
        if (!link.find() || !link.group(1).equals(kind)) {
            throw new AssertionError(
                    "no link to a " + kind + " in: " + lastMail().body());
        }
        return new OneTimeSecret(link.group(2));
    }

    OneTimeSecret mailedCode() {
        Matcher code = CODE.matcher(lastMail().body());
        if (!code.find()) {
            throw new AssertionError("no code in: " + lastMail().body());
        }
        return OneTimeSecret.typed(code.group());
    }

    /** The secret of the key link of an enrolment of two keys. */
    OneTimeSecret approvedPair(EmailAddress address) {
        enrollments
                .request(new Enrollments.Request(
                        List.of(address), PersonName.ofDisplay("Ada Lovelace"), true, Channel.BROWSER, "en", ORIGIN))
                .orThrow();
        Enrollment proven = enrollments.prove(mailedLink("proof"), ORIGIN).orThrow();
        if (proven.state() == EnrollmentState.PROVEN) {
            enrollments.approve(proven.id(), "", OFFICER).orThrow();
        }
        return mailedLink("key");
    }

    /** A browser's enrolment whose mailbox is proven. */
    Enrollment proven(EmailAddress address) {
        begun(address, Channel.BROWSER);
        return enrollments.prove(mailedLink("proof"), ORIGIN).orThrow();
    }

    /** The secret of the key link that follows the approval. */
    OneTimeSecret approved(EmailAddress address) {
        Enrollment proven = proven(address);
        if (proven.state() == EnrollmentState.PROVEN) {
            enrollments.approve(proven.id(), "", OFFICER).orThrow();
        }
        return mailedLink("key");
    }

    Enrollment now(Enrollment enrollment) {
        return enrollments.find(enrollment.id()).orElseThrow();
    }

    /** Types of the newest audit entries, oldest first. */
    List<String> events(int count) {
        // Brings what was only ordered before into sight.
        signet.transactions().durable(() -> null);
        return signet.audit().latest(count).stream()
                .sorted((a, b) -> Long.compare(a.sequence(), b.sequence()))
                .map(AuditEntry::type)
                .toList();
    }

    long auditLength() {
        signet.transactions().durable(() -> null);
        return signet.audit().latest(1).get(0).sequence();
    }

    @Override
    public void close() {
        signet.close();
    }
}
