package org.signet.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import org.signet.bench.Figure.Bar;
import org.signet.ca.messaging.BuiltInEngine;
import org.signet.ca.messaging.MessageEngine;
import org.signet.ca.messaging.MessageEngine.Form;
import org.signet.crypto.policy.KeyTransport;
import org.signet.crypto.policy.SignatureScheme;
import org.signet.crypto.smime.People;
import org.signet.model.Bytes;
import org.signet.model.StoredOctets;

/** Mails of 4 KB in one process, signed and decrypted, against the bare operation of the key, in turns. */
final class MailBench {
    private static final int ROUNDS = 7;
    private static final long ROUND = 1_000_000_000L;

    private MailBench() {}

    public static void main(String[] arguments) throws IOException {
        String header = "From: ada@example.com\r\nTo: ada@example.com\r\nSubject: Four\r\nMIME-Version: 1.0\r\n"
                + "Content-Type: text/plain\r\n\r\n";
        String text = header + "A line of a mail that is neither short nor long, as they are.\r\n".repeat(64);
        StoredOctets mail = StoredOctets.of(Bytes.of(text.getBytes(StandardCharsets.US_ASCII)));
        for (People.Person person : List.of(People.ADA, People.BOB)) {
            MessageEngine engine = new BuiltInEngine(List.of(person.p12()), People.trust(), People.RANDOM);
            SignatureScheme scheme =
                    SignatureScheme.forKey(person.certificate().content().publicKey());
            byte[] some = new byte[200];
            compare(
                    "signed with " + (person == People.ADA ? "RSA 3072" : "P-256"),
                    person == People.ADA ? Bar.atLeast(0.65) : Bar.NONE,
                    () -> engine.sign(mail, Form.MAIL).orThrow(),
                    () -> person.key().sign(scheme, some));
        }
        MessageEngine anybody = new BuiltInEngine(List.of(), People.trust(), People.RANDOM);
        MessageEngine adas = new BuiltInEngine(List.of(People.ADA.p12()), People.trust(), People.RANDOM);
        StoredOctets sealed = anybody.encrypt(mail, Form.MAIL, List.of(People.ADA.certificate()))
                .orThrow();
        byte[] wrapped =
                KeyTransport.PKCS1.encrypt(People.ADA.certificate().content().publicKey(), new byte[32]);
        compare(
                "decrypted with RSA 3072",
                Bar.atLeast(0.7),
                () -> adas.decrypt(sealed, Form.MAIL).orThrow(),
                () -> People.ADA.key().decrypt(KeyTransport.PKCS1, wrapped).orElseThrow());
    }

    private static void compare(String what, Bar bar, Supplier<?> ours, Supplier<?> bare) {
        double[] us = new double[ROUNDS];
        double[] floor = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            us[i] = rate(ours);
            floor[i] = rate(bare);
        }
        java.util.Arrays.sort(us);
        java.util.Arrays.sort(floor);
        Figure.of(
                        "Engine",
                        "mail of 4 KB, " + what + ", against the bare key",
                        us[ROUNDS / 2] / floor[ROUNDS / 2],
                        "×",
                        bar,
                        "%,.0f/s against %,.0f/s",
                        us[ROUNDS / 2],
                        floor[ROUNDS / 2])
                .tell();
    }

    private static double rate(Supplier<?> work) {
        long begun = System.nanoTime();
        int count = 0;
        while (System.nanoTime() - begun < ROUND) {
            work.get();
            count++;
        }
        return count * 1e9 / (System.nanoTime() - begun);
    }
}
