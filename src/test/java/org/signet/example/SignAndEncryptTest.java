package org.signet.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.signet.ca.messaging.BuiltInEngine;
import org.signet.ca.messaging.MessageEngine;
import org.signet.ca.messaging.MessageEngine.Form;
import org.signet.ca.messaging.RecipientDirectory;
import org.signet.ca.messaging.Recipients;
import org.signet.crypto.keys.Pkcs12File;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.smime.People;
import org.signet.crypto.smime.reading.TrustBase;
import org.signet.crypto.smime.report.Verdicts;
import org.signet.crypto.x509.Certificate;
import org.signet.model.Bytes;
import org.signet.model.EmailAddress;
import org.signet.model.Outcome;
import org.signet.model.StoredOctets;

/** Signs a message and encrypts it to an address, in five lines. */
class SignAndEncryptTest {
    private static final String MESSAGE = "From: ada@example.com\r\nTo: bob@example.com\r\nSubject: Contract\r\n"
            + "MIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nHere it is.\r\n";

    // Where certificates are looked up: here one is at hand; new SignetClient(url)::find asks a server.
    private final RecipientDirectory directory = address -> Outcome.ok(List.<Certificate>of(People.BOB.certificate()));

    // What Pkcs12File.openAll(octets, passphrase) finds in a .p12 file.
    private final List<Pkcs12File> keys = List.of(People.ADA.p12());

    // The company's root, and what asks about revocation.
    private final TrustBase trust = People.trust();

    @Test
    void signsAndEncryptsToAnAddress() throws Exception {
        MessageEngine engine = new BuiltInEngine(keys, trust, Providers.newRandom());
        EmailAddress bob = EmailAddress.parse("bob@example.com").orThrow();
        var recipients =
                new Recipients(directory, trust, false).find(List.of(bob)).orThrow();
        StoredOctets message = StoredOctets.of(Bytes.of(MESSAGE.getBytes(StandardCharsets.UTF_8)));
        StoredOctets sealed = engine.encrypt(message, Form.MAIL, Recipients.certificates(recipients))
                .orThrow();

        MessageEngine bobs = new BuiltInEngine(List.of(People.BOB.p12()), trust, Providers.newRandom());
        assertThat(bobs.verify(sealed, Form.MAIL).map(Verdicts::areGood).orThrow())
                .isTrue();
        try (InputStream opened = bobs.decrypt(sealed, Form.MAIL).orThrow().open()) {
            assertThat(new String(opened.readAllBytes(), StandardCharsets.UTF_8))
                    .endsWith("Here it is.\r\n");
        }
    }
}
