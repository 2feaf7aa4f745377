package org.signet.ca.access.holder;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.app.MovingClock;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.ca.access.MailQueue.Queued;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.model.EmailAddress;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;

class HolderSignInTest {
    private static final String ORIGIN = "10.0.0.9";
    private static final Pattern LINK = Pattern.compile("/my/in/([A-Za-z0-9_-]{43})\\b");

    private static final MovingClock CLOCK = MovingClock.started();
    private static Signet signet;
    private static HolderSignIn signIn;
    private static int people;

    @BeforeAll
    static void open(@TempDir Path parent) {
        signet = TestCa.open(TestCa.copy(parent), CLOCK);
        signIn = signet.waysToEnroll(signet.letters()).holderSignIn(signet.letters());
    }

    @AfterAll
    static void close() {
        signet.close();
    }

    private static EmailAddress somebody() {
        return new EmailAddress("reader" + ++people, "example.com");
    }

    private static List<Queued> mailsTo(EmailAddress address) {
        return signet.mailQueue().latest(1000).stream()
                .filter(queued -> queued.mail().to().equals(address))
                .toList();
    }

    private static OneTimeSecret linkFor(EmailAddress address) {
        signIn.ask(address, "en", ORIGIN);
        Matcher link = LINK.matcher(mailsTo(address).get(0).mail().body());
        assertThat(link.find()).isTrue();
        return new OneTimeSecret(link.group(1));
    }

    private static RefusalCode code(Outcome<?> outcome) {
        return outcome.refusal().code();
    }

    @Test
    void aLinkOpensOneSessionForItsMailboxAndLookingOpensNone() {
        EmailAddress address = somebody();
        OneTimeSecret link = linkFor(address);
        long before = signet.audit().latest(1).get(0).sequence();
        for (int i = 0; i < 3; i++) {
            assertThat(signIn.look(link).orThrow()).isEqualTo(address);
        }
        assertThat(signet.audit().latest(1).get(0).sequence()).isEqualTo(before);
        HolderSession session = signIn.enter(link, ORIGIN).orThrow();
        assertThat(session.address()).isEqualTo(address);
        assertThat(signIn.session(session.secret())).contains(session);
        assertThat(code(signIn.enter(link, ORIGIN))).isEqualTo(RefusalCode.LINK_USED);
        assertThat(code(signIn.look(link))).isEqualTo(RefusalCode.LINK_USED);
        assertThat(signIn.session(link)).as("a link is no session").isEmpty();
        assertThat(code(signIn.look(session.secret())))
                .as("and a session no link")
                .isEqualTo(RefusalCode.LINK_UNKNOWN);
        assertThat(signet.waysIn().sessions().session(session.secret()))
                .as("nor an account's")
                .isEmpty();
    }

    @Test
    void bothEnd() {
        OneTimeSecret late = linkFor(somebody());
        OneTimeSecret early = linkFor(somebody());
        CLOCK.forward(Duration.ofMinutes(15).minusSeconds(1));
        HolderSession session = signIn.enter(early, ORIGIN).orThrow();
        CLOCK.forward(Duration.ofSeconds(1));
        assertThat(code(signIn.look(late))).isEqualTo(RefusalCode.LINK_EXPIRED);
        assertThat(code(signIn.enter(late, ORIGIN))).isEqualTo(RefusalCode.LINK_EXPIRED);
        CLOCK.forward(Duration.ofMinutes(29));
        assertThat(signIn.session(session.secret())).isPresent();
        CLOCK.forward(Duration.ofMinutes(1));
        assertThat(signIn.session(session.secret())).isEmpty();
    }

    @Test
    void signingOutEndsEverySessionOfTheMailboxAndEveryLinkToIt() {
        EmailAddress address = somebody();
        HolderSession one = signIn.enter(linkFor(address), ORIGIN).orThrow();
        HolderSession two = signIn.enter(linkFor(address), ORIGIN).orThrow();
        HolderSession others = signIn.enter(linkFor(somebody()), ORIGIN).orThrow();
        OneTimeSecret open = linkFor(address);
        signIn.signOut(one, ORIGIN);
        assertThat(signIn.session(one.secret())).isEmpty();
        assertThat(signIn.session(two.secret())).isEmpty();
        assertThat(code(signIn.enter(open, ORIGIN))).isEqualTo(RefusalCode.LINK_USED);
        assertThat(signIn.session(others.secret())).isPresent();
    }

    @Test
    void aMailboxGetsFiveMailsAnHourAndStrangersNone() {
        EmailAddress address = somebody();
        for (int i = 0; i < 8; i++) {
            signIn.ask(
                    i % 2 == 0 ? address : new EmailAddress(address.local().toUpperCase(), address.domain()),
                    "de",
                    ORIGIN);
        }
        assertThat(signet.mailQueue().latest(1000))
                .filteredOn(queued -> queued.mail().to().searchKey().equals(address.searchKey()))
                .hasSize(5);
        CLOCK.forward(Duration.ofMinutes(61));
        linkFor(address);
        EmailAddress stranger = new EmailAddress("ada", "elsewhere.example");
        signIn.ask(stranger, "en", ORIGIN);
        assertThat(mailsTo(stranger)).isEmpty();
    }
}
