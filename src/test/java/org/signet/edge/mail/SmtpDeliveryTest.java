package org.signet.edge.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.app.MovingClock;
import org.signet.ca.access.MailQueue;
import org.signet.edge.store.SqlMailQueue;
import org.signet.edge.store.database.ChosenDatabase;
import org.signet.edge.store.database.Database;
import org.signet.model.EmailAddress;
import org.signet.model.Mail;

class SmtpDeliveryTest {
    private static final EmailAddress ADA = new EmailAddress("ada", "example.com");

    @TempDir
    Path folder;

    private final MovingClock clock = MovingClock.started();
    private GreenMail server;
    private Database database;
    private MailQueue queue;

    @BeforeEach
    void open() {
        server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP).dynamicPort());
        server.start();
        reopen();
    }

    private void reopen() {
        if (database != null) {
            database.close();
        }
        database = ChosenDatabase.open(folder, "mail");
        queue = new SqlMailQueue(database);
    }

    @AfterEach
    void close() {
        server.stop();
        database.close();
    }

    private SmtpDelivery delivery(SmtpSettings.Security security) {
        int port = server.getSmtp().getServerSetup().getPort();
        return new SmtpDelivery(
                queue,
                new SmtpSettings("127.0.0.1", port, security, null, null, new EmailAddress("ca", "example.com")),
                new NoMailbox(),
                clock);
    }

    private void deliver() {
        delivery(SmtpSettings.Security.NONE).run();
    }

    private void enqueue(Mail... mails) {
        database.transactions().durable(() -> {
            List.of(mails).forEach(mail -> queue.enqueue(mail, clock.instant()));
            return null;
        });
    }

    private static Mail mail(String subject) {
        return new Mail(ADA, subject, "text");
    }

    @Test
    void aMessageIsDeliveredOnceAndItsTextForgotten() throws Exception {
        enqueue(mail("Hello"));
        deliver();
        deliver();
        assertThat(server.getReceivedMessages()).hasSize(1);
        MimeMessage received = server.getReceivedMessages()[0];
        assertThat(received.getSubject()).isEqualTo("Hello");
        assertThat(received.getFrom()[0]).hasToString("ca@example.com");
        assertThat(received.getAllRecipients()).singleElement().hasToString("ada@example.com");
        assertThat(received.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(received.getSentDate()).isEqualTo(java.util.Date.from(clock.instant()));
        assertThat(received.getHeader("Message-ID")).hasSize(1);
        MailQueue.Queued sent = queue.latest(1).get(0);
        assertThat(sent.mail().body()).isEmpty();
        assertThat(queue.due(clock.instant().plus(Duration.ofDays(9)), 10)).isEmpty();
    }

    @Test
    void lettersOfEveryKindArrive() throws Exception {
        String subject =
                "Gr\u00fc\u00dfe \u2013 \u5f20\u4f1f \ud83d\ude00 ".repeat(6).strip();
        String body = "Z\u00eble\n.\n..punkt\nFrom here\n" + "lang ".repeat(300) + "\n";
        enqueue(new Mail(ADA, subject, body));
        deliver();
        MimeMessage received = server.getReceivedMessages()[0];
        assertThat(received.getSubject()).isEqualTo(subject);
        assertThat(received.getContent().toString().replace("\r\n", "\n").stripTrailing())
                .isEqualTo(body.stripTrailing());
        assertThat(received.getContentType()).isEqualToIgnoringCase("text/plain; charset=UTF-8");
    }

    @Test
    void everyAddressThatWeAcceptCanBeSentTo() throws Exception {
        List<String> locals = List.of("o'brien", "a+b", "x=y", "{c}", "q|r", "J\u00f6rg", "a/b", "!$&*-_`~^%#?");
        for (String local : locals) {
            enqueue(new Mail(EmailAddress.parse(local + "@example.com").orThrow(), local, "text"));
        }
        deliver();
        assertThat(server.getReceivedMessages()).hasSize(locals.size());
        for (MimeMessage received : server.getReceivedMessages()) {
            assertThat(received.getAllRecipients()).hasSize(1);
        }
    }

    @Test
    void aSubjectIsOneLineAndAnAddressIsOneAddress() {
        for (String subject : new String[] {"a\r\nBcc: eve@example.org", "a\nb", "a\rb", "a\u0000b", "a\u0085b"}) {
            assertThatIllegalArgumentException().isThrownBy(() -> mail(subject));
        }
        for (String text : new String[] {
            "a@b.cc\r\nBcc: eve@example.org", "a@b.cc, eve@example.org", "<a@b.cc> eve@x.yy", "a\n@b.cc"
        }) {
            assertThat(EmailAddress.parse(text).isOk()).isFalse();
        }
    }

    @Test
    void whatComesAfterABlankLineIsTextAndNoHeader() throws Exception {
        enqueue(new Mail(ADA, "Hello", "\r\nBcc: eve@example.org\r\n\r\n.\r\nRCPT TO:<eve@example.org>\r\n"));
        deliver();
        assertThat(server.getReceivedMessages()).hasSize(1);
        assertThat(server.getReceivedMessages()[0].getAllRecipients()).hasSize(1);
        assertThat(server.getReceivedMessages()[0].getHeader("Bcc")).isNull();
    }

    @Test
    void aServerThatIsDownIsTriedAgainAtGrowingDistancesAndNothingIsLost() {
        enqueue(mail("patience"));
        int port = server.getSmtp().getServerSetup().getPort();
        server.stop();
        SmtpSettings settings = new SmtpSettings(
                "127.0.0.1", port, SmtpSettings.Security.NONE, null, null, new EmailAddress("ca", "example.com"));
        for (long wait : List.of(15, 30, 60, 120, 240, 480, 960, 1920, 3600, 3600)) {
            new SmtpDelivery(queue, settings, new NoMailbox(), clock).run();
            assertThat(queue.due(clock.instant().plusSeconds(wait - 1), 10)).isEmpty();
            clock.forward(Duration.ofSeconds(wait));
            assertThat(queue.due(clock.instant(), 10)).hasSize(1);
        }
        reopen();
        server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP).dynamicPort());
        server.start();
        deliver();
        assertThat(server.getReceivedMessages()).hasSize(1);
        assertThat(queue.due(clock.instant().plus(Duration.ofDays(9)), 10)).isEmpty();
    }

    @Test
    void aServerWithoutStartTlsGetsNothing() {
        enqueue(mail("secret"));
        delivery(SmtpSettings.Security.STARTTLS).run();
        delivery(SmtpSettings.Security.TLS).run();
        assertThat(server.getReceivedMessages()).isEmpty();
        assertThat(queue.latest(1).get(0).mail().body()).isEqualTo("text");
    }

    @Test
    void oneThatCannotBeSentDoesNotHoldUpTheOthers() {
        MailQueue stubborn = new MailQueue() {
            @Override
            public void enqueue(Mail mail, java.time.Instant now) {
                queue.enqueue(mail, now);
            }

            @Override
            public List<Queued> due(java.time.Instant now, int limit) {
                return queue.due(now, limit).stream()
                        .map(q -> q.mail().subject().equals("poison")
                                ? new Queued(q.id(), new Mail(ADA, "poison", null), q.queued(), q.attempts())
                                : q)
                        .toList();
            }

            @Override
            public boolean claim(long id, java.time.Instant now, java.time.Instant until) {
                return queue.claim(id, now, until);
            }

            @Override
            public void giveUp(long id, String error, java.time.Instant now) {
                queue.giveUp(id, error, now);
            }

            @Override
            public void forget(java.time.Instant queued) {
                queue.forget(queued);
            }

            @Override
            public void sent(long id, java.time.Instant now) {
                queue.sent(id, now);
            }

            @Override
            public void failed(long id, String error, java.time.Instant nextTry) {
                queue.failed(id, error, nextTry);
            }

            @Override
            public List<Queued> latest(int limit) {
                return queue.latest(limit);
            }

            @Override
            public Backlog backlog(java.time.Instant since) {
                return queue.backlog(since);
            }
        };
        enqueue(mail("poison"), mail("good"));
        int port = server.getSmtp().getServerSetup().getPort();
        new SmtpDelivery(
                        stubborn,
                        new SmtpSettings(
                                "127.0.0.1",
                                port,
                                SmtpSettings.Security.NONE,
                                null,
                                null,
                                new EmailAddress("ca", "example.com")),
                        new NoMailbox(),
                        clock)
                .run();
        assertThat(server.getReceivedMessages()).hasSize(1);
        assertThat(queue.due(clock.instant().plusSeconds(15), 10)).hasSize(1);
    }

    @Test
    void whatCannotBeSignedWaits() {
        enqueue(new Mail(ADA, "to be signed", "text", true), mail("another"));
        deliver();
        assertThat(server.getReceivedMessages()).hasSize(1);
        assertThat(queue.due(clock.instant().plusSeconds(15), 10))
                .hasSize(1)
                .allMatch(queued -> queued.mail().signed());
    }
}
