package org.signet.edge.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.app.MovingClock;
import org.signet.ca.access.MailQueue.Queued;
import org.signet.edge.store.SqlMailQueue;
import org.signet.edge.store.database.ChosenDatabase;
import org.signet.edge.store.database.Database;
import org.signet.model.EmailAddress;
import org.signet.model.Mail;

/** A server that refuses: what is given up, what is tried again, and for how long. */
class SmtpRefusalTest {
    private static final String TEXT =
            "Ada, your certificate: https://ca/enroll/proof/oNe-TiMe_sEcReT0123456789 or ABCDE-FGH23 for ada@example.com";

    private static final Duration LONG_AFTER = Duration.ofDays(30);

    @TempDir
    Path folder;

    private final MovingClock clock = MovingClock.started();
    private Database database;
    private SqlMailQueue queue;

    @BeforeEach
    void open() {
        database = ChosenDatabase.open(folder, "mail");
        queue = new SqlMailQueue(database);
        database.transactions().durable(() -> {
            queue.enqueue(new Mail(new EmailAddress("ada", "example.com"), "Your link", TEXT), clock.instant());
            return null;
        });
    }

    @AfterEach
    void close() {
        database.close();
    }

    private SmtpDelivery delivery(ScriptedServer server) {
        return delivery(server.port());
    }

    private SmtpDelivery delivery(int port) {
        return new SmtpDelivery(
                queue,
                new SmtpSettings(
                        "127.0.0.1",
                        port,
                        SmtpSettings.Security.NONE,
                        null,
                        null,
                        new EmailAddress("ca", "example.com")),
                new NoMailbox(),
                clock);
    }

    private List<Queued> dueAtLast() {
        return queue.due(clock.instant().plus(LONG_AFTER), 10);
    }

    @ParameterizedTest
    @CsvSource({
        "RCPT, 550 5.1.1 no such user, true",
        "RCPT, 553 5.1.3 bad address, true",
        "RCPT, 554 5.7.1 go away, true",
        "RCPT, 552 5.2.2 mailbox full, true",
        "DATA, 554 5.6.0 no, true",
        "., 554 5.7.1 spam, true",
        "RCPT, 450 4.2.1 greylisted, false",
        "RCPT, 530 5.7.0 authenticate first, false",
        "DATA, 451 4.3.0 later, false",
        "., 452 4.3.1 disk full, false",
        "MAIL, 550 5.7.1 your sender is not allowed, false",
        "HELO, 554 no service, false",
    })
    void aRefusalForGoodEndsAtOnceAndItsTextIsForgottenInTime(String verb, String answer, boolean ends)
            throws Exception {
        try (ScriptedServer server = new ScriptedServer(verb, answer)) {
            delivery(server).run();
        }
        Queued after = queue.latest(1).get(0);
        assertThat(after.attempts()).isEqualTo(1);
        assertThat(after.mail().to()).hasToString("ada@example.com");
        assertThat(after.mail().subject()).isEqualTo("Your link");
        assertThat(dueAtLast()).hasSize(ends ? 0 : 1);
        delivery(1).forget();
        assertThat(queue.latest(1).get(0).mail().body()).isEqualTo(TEXT);
        clock.forward(Duration.ofDays(3));
        delivery(1).forget();
        assertThat(queue.latest(1).get(0).mail().body()).isEqualTo(ends ? "" : TEXT);
    }

    /** A filter tells which link it did not like, or which word. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://ca/enroll/proof/oNe-TiMe_sEcReT0123456789",
                "HTTPS://CA/ENROLL/PROOF/ONE-TIME_SECRET0123456789",
                "oNe-TiMe_sEcR",
                "the code ABCDE-FGH23"
            })
    void whatAServerQuotesOfTheMessageIsNotTold(String quoted) throws Exception {
        try (ScriptedServer server = new ScriptedServer(".", "554 5.7.1 certificate of ada@example.com: " + quoted)) {
            delivery(server).run();
        }
        String answer =
                queue.findUndelivered(queue.latest(1).get(0).id()).orElseThrow().answer();
        assertThat(answer).contains("554 5.7.1 certificate of ada@example.com: ", "…");
        assertThat(answer.toLowerCase(Locale.ROOT)).doesNotContain("secr", "fgh23");
    }

    @Test
    void whatWasRefusedIsTakenOnceSomebodyHasItTriedAgain() throws Exception {
        long id = queue.latest(1).get(0).id();
        try (ScriptedServer server = new ScriptedServer("RCPT", "550 5.7.1 relaying denied")) {
            delivery(server).run();
        }
        assertThat(queue.tryAgain(id, clock.instant())).isTrue();
        try (ScriptedServer server = new ScriptedServer("none", "")) {
            delivery(server).run();
            assertThat(server.taken()).isEqualTo(1);
        }
        assertThat(queue.findUndelivered(id)).isEmpty();
        assertThat(queue.tryAgain(id, clock.instant())).isFalse();
    }

    @Test
    void whatIsPutOffEndsAfterThreeDays() throws Exception {
        try (ScriptedServer server = new ScriptedServer("RCPT", "450 4.2.1 later")) {
            SmtpDelivery delivery = delivery(server);
            delivery.run();
            clock.forward(Duration.ofDays(3).minusMinutes(30));
            delivery.run();
            assertThat(queue.due(clock.instant().plus(Duration.ofMinutes(30)), 10))
                    .as("the last try comes no later than the end")
                    .hasSize(1);
            clock.forward(Duration.ofMinutes(30));
            delivery.run();
        }
        assertThat(dueAtLast()).isEmpty();
        assertThat(queue.latest(1).get(0).mail().body()).isEmpty();
    }

    @Test
    void twoServersSendAMessageOnce() throws Exception {
        try (ScriptedServer server = new ScriptedServer("none", "")) {
            IntStream.range(0, 4).parallel().forEach(i -> delivery(server).run());
            assertThat(server.taken()).isEqualTo(1);
        }
    }

    @Test
    void whatADeadServerClaimedIsSentByAnotherLater() throws Exception {
        long id = queue.latest(1).get(0).id();
        assertThat(queue.claim(id, clock.instant(), clock.instant().plusSeconds(600)))
                .isTrue();
        try (ScriptedServer server = new ScriptedServer("none", "")) {
            delivery(server).run();
            assertThat(server.taken()).isZero();
            clock.forward(Duration.ofSeconds(600));
            delivery(server).run();
            assertThat(server.taken()).isEqualTo(1);
        }
    }
}
