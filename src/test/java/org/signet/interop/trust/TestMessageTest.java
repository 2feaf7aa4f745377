package org.signet.interop.trust;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.ca.trust.TestMessages;
import org.signet.crypto.smime.reading.MessageReader;
import org.signet.crypto.smime.reading.TrustBase;
import org.signet.edge.mail.SmtpDelivery;
import org.signet.edge.mail.SmtpSettings;
import org.signet.interop.Program;
import org.signet.model.Bytes;
import org.signet.model.EmailAddress;
import org.signet.model.Mail;
import org.signet.model.RefusalCode;
import org.signet.model.StoredOctets;

/** "Is my device ready?": the message as it comes out of a file and out of a mailbox, believed by OpenSSL and by our own reader. */
class TestMessageTest extends Kits {
    private static final EmailAddress ADA = new EmailAddress("ada", "example.com");

    private final GreenMail server =
            new GreenMail(ServerSetup.verbose(new ServerSetup[] {new ServerSetup(0, "127.0.0.1", "smtp")}));

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private static TestMessages messages() {
        return new TestMessages(
                ca.signet().config().domains().keySet(),
                ca.signet().serviceIdentity(),
                ca.signet().letters(),
                new TestMessages.Post(
                        ca.signet().mailQueue(),
                        ca.signet().transactions(),
                        ca.signet().audit()),
                ca.signet().clock());
    }

    private void believed(Bytes message, String text) throws Exception {
        Path root = kit("openssl", ca.during());
        Path file = write(folder.resolve("message.eml"), message.toArray());
        assertThat(Program.require("openssl")
                        .ok(
                                "cms",
                                "-verify",
                                "-in",
                                file.toString(),
                                "-CAfile",
                                root.toString(),
                                "-no-CApath",
                                "-purpose",
                                "smimesign")
                        .output())
                .contains(text);
        TrustBase trust = new TrustBase(
                ca.during().anchors().roots(),
                List.of(),
                TrustBase.offline(),
                ca.signet().clock().instant());
        var verdicts = new MessageReader(trust, List.of(), ca.signet().random())
                .message(StoredOctets.of(file))
                .orThrow()
                .report()
                .verdicts();
        assertThat(verdicts.toString()).contains("integrity=GOOD", "authenticity=GOOD", "trust=GOOD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void theFileIsBelieved(String language) throws Exception {
        TestMessages messages = messages();
        Bytes message = messages.file(language).orThrow();
        believed(message, language.equals("en") ? "signed by the certificate authority" : "die Zertifizierungsstelle");
        assertThat(messages.file(language).orThrow())
                .as("no second signature within minutes")
                .isEqualTo(message);
    }

    @Test
    void theMailIsBelievedAndWrittenDown() throws Exception {
        messages().send(ADA, "en", "192.0.2.1");
        assertThat(ca.signet().audit().verify().broken()).isEmpty();
        int port = server.getSmtp().getServerSetup().getPort();
        SmtpSettings settings = new SmtpSettings(
                "127.0.0.1", port, SmtpSettings.Security.NONE, null, null, new EmailAddress("relay", "other.example"));
        new SmtpDelivery(
                        ca.signet().mailQueue(),
                        settings,
                        ca.signet().serviceIdentity(),
                        ca.signet().clock())
                .run();
        assertThat(server.getReceivedMessages()).hasSize(1);
        var received = server.getReceivedMessages()[0];
        assertThat(received.getAllRecipients()).extracting(Object::toString).containsExactly("ada@example.com");
        assertThat(received.getFrom()).extracting(Object::toString).containsExactly("ca@example.com");
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        received.writeTo(octets);
        believed(Bytes.of(octets.toByteArray()), "signed by the certificate authority");
    }

    @Test
    void aNameThatIsNotAsciiIsNoHindrance() throws Exception {
        EmailAddress address = EmailAddress.parse("j\u00f6rg@example.com").orThrow();
        Mail mail = new Mail(address, "Gr\u00fc\u00dfe \u2713", "\u00dcber alles\n.\nFrom me\n", true);
        believed(ca.signet().serviceIdentity().sign(mail).orThrow(), "=C3=9Cber alles");
    }

    @Test
    void nobodyElsesMailboxIsWrittenTo() {
        var refused = messages().ours(new EmailAddress("ada", "elsewhere.example"));
        assertThat(refused.refusal().code()).isEqualTo(RefusalCode.FOREIGN_DOMAIN);
        assertThat(refused.refusal().detail()).contains("own domains only", "download");
    }
}
