package org.signet.ca.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.app.MovingClock;
import org.signet.ca.access.MailQueue.Queued;
import org.signet.ca.watch.Round.Reach;
import org.signet.edge.mail.NoMailbox;
import org.signet.edge.mail.SmtpDelivery;
import org.signet.edge.mail.SmtpSettings;
import org.signet.edge.store.SqlAlarms;
import org.signet.edge.store.SqlMailQueue;
import org.signet.edge.store.database.ChosenDatabase;
import org.signet.edge.store.database.Database;
import org.signet.edge.web.Messages;
import org.signet.edge.web.letters.CatalogueAlarms;
import org.signet.model.EmailAddress;

class AlarmsTest {
    private static final EmailAddress ADMIN = new EmailAddress("admin", "example.com");
    private static final Subject DISK = new Subject("disk", "");
    private static final Subject URL = new Subject("url", "http://pki.example/crl/issuing-1.crl");

    @TempDir
    Path folder;

    private final MovingClock clock = MovingClock.started();
    private Database database;
    private SqlMailQueue queue;
    private Alarms alarms;
    private int read;

    @BeforeEach
    void open() {
        database = ChosenDatabase.open(folder, "alarms");
        queue = new SqlMailQueue(database);
        alarms = alarms(List.of(ADMIN), "en");
    }

    private Alarms alarms(List<EmailAddress> recipients, String language) {
        return new Alarms(
                new SqlAlarms(database),
                queue,
                new CatalogueAlarms(Messages.ofClassPath().in(language), "Example Company", "https://pki.example.com"),
                recipients,
                database.transactions(),
                clock);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static Observation low() {
        return DISK.soon("disk.low", "{0} MiB are free on the data folder's disk.", "Make room in {1}.", 500, "/srv");
    }

    private static Observation full() {
        return DISK.broken("disk.full", "{0} MiB are free, too little.", "Make room in {1}.", 5, "/srv");
    }

    private static Observation roomy() {
        return DISK.good("disk.good", "{0} MiB are free.", 5000);
    }

    private static Observation refused() {
        return URL.broken("url.refused", "Nobody listens at {0}.", "Start it.", URL.about());
    }

    private static Observation served() {
        return URL.good("url.crl", "{0} serves CRL {1} of {2}.", URL.about(), 7, "issuing-1");
    }

    private void look(Observation... seen) {
        look(Reach.HERE, seen);
    }

    private void look(Reach reach, Observation... seen) {
        clock.forward(Duration.ofMinutes(1));
        alarms.take(
                new Round(reach, clock.instant(), reach == Reach.HERE ? Set.of("disk") : Set.of("url"), List.of(seen)));
    }

    /** Subjects of what was mailed since the last time. */
    private List<String> news() {
        List<Queued> all = queue.latest(100);
        List<String> subjects = all.subList(0, all.size() - read).stream()
                .map(queued -> queued.mail().subject())
                .toList();
        read = all.size();
        return subjects;
    }

    @Test
    void troubleIsToldOnceAndOnceADayAndWhenItIsOver() {
        look(roomy());
        assertThat(news()).isEmpty();
        look(low());
        assertThat(news()).containsExactly("Something needs you soon (Example Company)");
        look(low());
        look(low());
        assertThat(news()).isEmpty();
        clock.forward(Duration.ofDays(1));
        look(low());
        assertThat(news()).hasSize(1);
        look(full());
        assertThat(news()).containsExactly("Something is broken (Example Company)");
        look(low());
        assertThat(news()).as("better, but not good").isEmpty();
        look(roomy());
        assertThat(news()).containsExactly("All is well again (Example Company)");
        look(roomy());
        assertThat(news()).isEmpty();
    }

    @Test
    void whatTheNetworkDoesForAMomentIsNotTold() {
        for (int i = 0; i < 3; i++) {
            look(Reach.NETWORK, refused());
            look(Reach.NETWORK, served());
        }
        assertThat(news()).isEmpty();
        look(Reach.NETWORK, refused());
        look(Reach.NETWORK, refused());
        assertThat(news()).hasSize(1);
        look(Reach.NETWORK, served());
        look(Reach.NETWORK, refused());
        assertThat(news()).as("good for a moment").isEmpty();
        look(Reach.NETWORK, served());
        look(Reach.NETWORK, served());
        assertThat(news()).containsExactly("All is well again (Example Company)");
    }

    @Test
    void neitherARestartNorAnotherNodeTellsItAgain() {
        look(low());
        assertThat(news()).hasSize(1);
        alarms = alarms(List.of(ADMIN), "en");
        look(low());
        assertThat(news()).isEmpty();
        alarms = alarms(List.of(ADMIN), "en");
        look(roomy());
        assertThat(news()).hasSize(1);
        alarms = alarms(List.of(ADMIN), "en");
        look(roomy());
        assertThat(news()).isEmpty();
    }

    @Test
    void whatIsNotLookedAtAnyMoreIsForgotten() {
        look(Reach.NETWORK, refused());
        look(Reach.NETWORK, refused());
        look(low());
        assertThat(news()).hasSize(2);
        look(Reach.NETWORK);
        assertThat(new SqlAlarms(database).all())
                .extracting(AlarmStore.Standing::subject)
                .containsExactly(DISK);
    }

    @Test
    void withNobodyToTellNothingIsStored() {
        alarms = alarms(List.of(), "en");
        look(full());
        assertThat(queue.latest(1)).isEmpty();
        assertThat(new SqlAlarms(database).all()).isEmpty();
    }

    @Test
    void theMailSaysWhatAndWhatToDoInItsReadersLanguage() throws Exception {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP).dynamicPort());
        server.start();
        try {
            alarms = alarms(List.of(ADMIN, new EmailAddress("duty", "example.com")), "de");
            look(low());
            new SmtpDelivery(
                            queue,
                            new SmtpSettings(
                                    "127.0.0.1",
                                    server.getSmtp().getServerSetup().getPort(),
                                    SmtpSettings.Security.NONE,
                                    null,
                                    null,
                                    new EmailAddress("ca", "example.com")),
                            new NoMailbox(),
                            clock)
                    .run();
            MimeMessage[] mails = server.getReceivedMessages();
            assertThat(mails).hasSize(2);
            assertThat(mails[0].getSubject()).isEqualTo("Bald ist etwas zu tun (Example Company)");
            assertThat(mails[0].getContent().toString())
                    .contains("Bald zu tun:")
                    .contains("* Auf dem Datenträger des Datenordners sind 500 MiB frei.")
                    .contains("auf dem /srv liegt")
                    .contains("https://pki.example.com/admin/self-check")
                    .doesNotContain("{");
        } finally {
            server.stop();
        }
    }
}
