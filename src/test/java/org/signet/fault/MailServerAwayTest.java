package org.signet.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.app.Checkup;
import org.signet.app.Csr;
import org.signet.app.MovingClock;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.app.selfcheck.Rounds;
import org.signet.ca.enrollment.Channel;
import org.signet.ca.enrollment.Enrollment;
import org.signet.ca.enrollment.Enrollments;
import org.signet.ca.watch.Observation;
import org.signet.ca.watch.Round;
import org.signet.ca.watch.Undelivered;
import org.signet.ca.watch.UndeliveredMail;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.edge.mail.ScriptedServer;
import org.signet.edge.mail.SmtpDelivery;
import org.signet.edge.mail.SmtpSettings;
import org.signet.edge.store.SqlMailQueue;
import org.signet.interop.Packaged;
import org.signet.model.EmailAddress;
import org.signet.model.PersonName;
import org.signet.model.RefusalCode;

/** For a day no mail server takes anything, while people go on asking. */
class MailServerAwayTest {
    private static final Duration LOOK = Duration.ofMinutes(Extent.of(5, 1));
    private static final Pattern LINK = Pattern.compile("/enroll/(?:proof|key)/([A-Za-z0-9_-]{43})\\b");
    private static final String ORIGIN = "10.0.0.9";

    private final MovingClock clock = MovingClock.started();
    private final int port = Packaged.freePort();
    private final GreenMail server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private Path folder;
    private Signet signet;

    @BeforeEach
    void start(@TempDir Path parent) {
        folder = TestCa.copy(parent);
        TestCa.configure(folder, text -> text.replace("transport = \"outbox\"", "host = \"127.0.0.1\""));
        signet = TestCa.open(folder, clock);
    }

    @AfterEach
    void stop() {
        signet.close();
        server.stop();
    }

    private void deliver(int port) {
        SmtpSettings settings = new SmtpSettings(
                "127.0.0.1", port, SmtpSettings.Security.NONE, null, null, new EmailAddress("ca", "example.com"));
        SmtpDelivery delivery = new SmtpDelivery(signet.mailQueue(), settings, signet.serviceIdentity(), clock);
        delivery.run();
        delivery.forget();
    }

    private void pass(Duration time) {
        for (Duration left = time; !left.isZero(); left = left.minus(LOOK)) {
            clock.forward(LOOK);
            deliver(port);
        }
    }

    private Enrollments enrollments() {
        return signet.enrollments(signet.letters());
    }

    private Enrollment ask(String name) {
        return enrollments()
                .request(new Enrollments.Request(
                        new EmailAddress(name, "example.com"),
                        PersonName.ofDisplay("Ada Lovelace"),
                        Channel.BROWSER,
                        "en",
                        ORIGIN))
                .orThrow()
                .enrollment();
    }

    /** The secret in a mail that is on its way. */
    private OneTimeSecret waitingLink() {
        return link(signet.mailQueue().latest(1).get(0).mail().body());
    }

    private static OneTimeSecret link(String text) {
        Matcher link = LINK.matcher(text);
        assertThat(link.find()).as(text).isTrue();
        return new OneTimeSecret(link.group(1));
    }

    private UndeliveredMail undelivered() {
        return new UndeliveredMail(
                new SqlMailQueue(signet.database()), signet.transactions(), signet.audit(), signet.clock());
    }

    private List<String> troubles() {
        try (Rounds rounds = Checkup.ofCommand(signet, false)) {
            return rounds.run(Round.Reach.HERE, name -> {}, doing -> {}).troubles().stream()
                    .map(Observation::code)
                    .filter(code -> code.startsWith("mail."))
                    .toList();
        }
    }

    private List<MimeMessage> arrivedFor(String name) {
        return Arrays.stream(server.getReceivedMessages())
                .filter(mail -> recipient(mail).equals(name + "@example.com"))
                .toList();
    }

    private static String recipient(MimeMessage mail) {
        try {
            return mail.getAllRecipients()[0].toString();
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatWasAskedForMeanwhileArrivesOnceAndItsLinksHoldOrAreHadAnew() throws Exception {
        assertThat(troubles()).isEmpty();
        ask("approved");
        Enrollment proven = enrollments().prove(waitingLink(), ORIGIN).orThrow();
        enrollments().approve(proven.id(), "", TestCa.OPERATOR).orThrow();
        for (int hour = 0; hour < 24; hour += 4) {
            ask("p" + hour);
            pass(Duration.ofHours(4));
            if (hour == 12) {
                assertThat(troubles()).contains("mail.stuck");
                signet.close();
                signet = TestCa.open(folder, clock);
            }
        }
        int waiting = signet.mailQueue().latest(1000).size();
        List<Undelivered> seen = undelivered().latest();
        assertThat(seen).hasSize(waiting).allMatch(mail -> mail.next().isPresent() && mail.kept());
        assertThat(seen)
                .as("each hour one try, after the first ones")
                .allMatch(mail -> mail.tries() < 34)
                .anyMatch(mail -> mail.tries() > 24);

        server.start();
        pass(Duration.ofHours(1));
        assertThat(server.getReceivedMessages()).as("none twice").hasSize(waiting);
        assertThat(undelivered().latest()).isEmpty();
        assertThat(troubles()).isEmpty();

        assertThat(signet.keyCertification(enrollments())
                        .certify(newestLink("approved"), Csr.fresh(), ORIGIN)
                        .isOk())
                .isTrue();
        assertHolds("p20");
        assertThat(enrollments().lookAtProof(newestLink("p0")).refusal().code()).isEqualTo(RefusalCode.LINK_EXPIRED);
        ask("p0");
        deliver(port);
        assertThat(arrivedFor("p0")).hasSize(2);
        assertHolds("p0");
    }

    private OneTimeSecret newestLink(String name) throws Exception {
        List<MimeMessage> mails = arrivedFor(name);
        return link(mails.get(mails.size() - 1).getContent().toString());
    }

    private void assertHolds(String name) throws Exception {
        assertThat(enrollments().prove(newestLink(name), ORIGIN).isOk())
                .as(name)
                .isTrue();
    }

    @Test
    void whatWasRefusedForGoodArrivesOnceSomebodyHasItTriedAgain() throws Exception {
        ask("ada");
        try (ScriptedServer refusing = new ScriptedServer("RCPT", "550 5.7.1 relaying denied")) {
            deliver(refusing.port());
        }
        pass(Duration.ofHours(1));
        Undelivered given = undelivered().latest().get(0);
        assertThat(given.next()).isEmpty();
        assertThat(given.tries()).isEqualTo(1);
        assertThat(troubles()).containsExactly("mail.given-up");
        server.start();
        pass(Duration.ofHours(20));
        assertThat(server.getReceivedMessages()).isEmpty();
        undelivered().tryAgain(given.id(), TestCa.OPERATOR).orThrow();
        pass(Duration.ofHours(2));
        assertThat(arrivedFor("ada")).hasSize(1);
        assertHolds("ada");
        assertThat(troubles()).isEmpty();
    }
}
