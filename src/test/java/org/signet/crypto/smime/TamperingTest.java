package org.signet.crypto.smime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signet.crypto.smime.People.ADA;
import static org.signet.crypto.smime.People.BOB;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.signet.crypto.policy.ContentCipher;
import org.signet.crypto.policy.KeyTransport;
import org.signet.crypto.smime.cms.CmsType;
import org.signet.crypto.smime.reading.MessageReader;
import org.signet.crypto.smime.reading.Opened;
import org.signet.crypto.smime.report.Layer;
import org.signet.crypto.smime.report.Verdict;
import org.signet.crypto.smime.writing.Compression;
import org.signet.model.Bytes;
import org.signet.model.Outcome;
import org.signet.model.SizedOctets;
import org.signet.model.StoredOctets;

/** One octet changed, anywhere, to anything: it is noticed, or what comes out is what was signed, exactly. */
class TamperingTest {
    private static final byte[] CONTENT =
            "Content-Type: text/plain\r\n\r\nPay ten pounds to the bearer.\r\n".getBytes(StandardCharsets.UTF_8);
    private static final MessageReader READER =
            new MessageReader(People.trust(), List.of(ADA.identity(), BOB.identity()), People.RANDOM);
    private static final int ROUNDS = 2;

    private static StoredOctets stored(byte[] octets) {
        return StoredOctets.of(Bytes.of(octets));
    }

    /** The message with each of its octets in turn changed to a few others. */
    private static void eachChange(byte[] message, Check check) throws IOException {
        Random random = new Random(2026);
        for (int place = 0; place < message.length; place++) {
            for (int round = 0; round < ROUNDS; round++) {
                byte[] changed = message.clone();
                changed[place] ^= (byte) (round == 0 ? 1 << random.nextInt(8) : 1 + random.nextInt(255));
                check.of(changed, "octet " + place + " is " + (changed[place] & 0xff));
            }
        }
    }

    private interface Check {
        void of(byte[] changed, String what) throws IOException;
    }

    private static boolean isSigned(Opened opened) {
        return opened.report().verdicts().integrity() == Verdict.GOOD;
    }

    private static byte[] payload(Opened opened) throws IOException {
        try (var in = opened.payload().octets().open()) {
            return in.readAllBytes();
        }
    }

    /**
     * A change that leaves a signature good hit what no signature covers: versions, the list of digest algorithms, parameters that are
     * the same when absent, certificates beside the signer's. What is signed must be there to the last octet.
     */
    @ParameterizedTest
    @EnumSource(names = {"ADA", "BOB"})
    void ofAnAttachedSignature(Who who) throws IOException {
        byte[] message = who.person()
                .signing()
                .attached(CmsType.DATA, SizedOctets.of(CONTENT), List.of())
                .toArray();
        assertThat(isSigned(READER.file(stored(message), Optional.empty()).orThrow()))
                .isTrue();
        eachChange(message, (changed, what) -> {
            Outcome<Opened> outcome = READER.file(stored(changed), Optional.empty());
            if (outcome.isOk() && isSigned(outcome.orThrow())) {
                assertThat(payload(outcome.orThrow())).as(what).isEqualTo(CONTENT);
            }
        });
    }

    /** Signers with keys of either kind. */
    enum Who {
        ADA,
        BOB;

        People.Person person() {
            return this == ADA ? People.ADA : People.BOB;
        }
    }

    /** The same with the content elsewhere; and every change of the content itself is noticed, without exception. */
    @Test
    void ofADetachedSignature() throws IOException {
        byte[] signature = BOB.signing()
                .detached(CmsType.DATA, SizedOctets.of(CONTENT), List.of())
                .toArray();
        eachChange(signature, (changed, what) -> {
            Outcome<Opened> outcome = READER.file(stored(changed), Optional.of(stored(CONTENT)));
            if (outcome.isOk() && isSigned(outcome.orThrow())) {
                assertThat(payload(outcome.orThrow())).as(what).isEqualTo(CONTENT);
            }
        });
        eachChange(CONTENT, (changed, what) -> {
            Opened opened =
                    READER.file(stored(signature), Optional.of(stored(changed))).orThrow();
            assertThat(opened.report().verdicts().integrity()).as(what).isEqualTo(Verdict.BAD);
        });
    }

    /**
     * A change that GCM does not notice hit what its tag does not cover: versions, another recipient's entry, the type of the
     * content. The plaintext is the same to the last octet.
     */
    @Test
    void ofASealedMessage() throws IOException {
        byte[] message = EnvelopeForge.encrypt(CONTENT, ContentCipher.AES_256_GCM, KeyTransport.PKCS1, BOB);
        eachChange(message, (changed, what) -> {
            Outcome<Opened> outcome = READER.file(stored(changed), Optional.empty());
            if (outcome.isOk() && outcome.orThrow().reached()) {
                assertThat(payload(outcome.orThrow())).as(what).isEqualTo(CONTENT);
            }
        });
        byte[] toAda = EnvelopeForge.encrypt(CONTENT, ContentCipher.AES_128_GCM, KeyTransport.OAEP, ADA);
        Random random = new Random(1);
        for (int round = 0; round < 150; round++) {
            byte[] changed = toAda.clone();
            changed[random.nextInt(changed.length)] ^= (byte) (1 + random.nextInt(255));
            Outcome<Opened> outcome = READER.file(stored(changed), Optional.empty());
            if (outcome.isOk() && outcome.orThrow().reached()) {
                assertThat(payload(outcome.orThrow())).isEqualTo(CONTENT);
            }
        }
    }

    /** CBC protects nothing, so that all there is to see is that no change is called good and none breaks the reader. */
    @Test
    void ofAnEncryptedOrCompressedMessage() throws IOException {
        byte[] message = EnvelopeForge.encrypt(CONTENT, ContentCipher.AES_128_CBC, KeyTransport.PKCS1, BOB);
        byte[] compressed = Compression.compress(SizedOctets.of(CONTENT)).toArray();
        for (byte[] each : List.of(message, compressed)) {
            eachChange(each, (changed, what) -> {
                Outcome<Opened> outcome = READER.file(stored(changed), Optional.empty());
                outcome.run(opened -> assertThat(isSigned(opened)).as(what).isFalse(), refusal -> {});
            });
        }
    }

    /** Header, boundaries and base64 around a signature can be changed; what is called signed is the part that was signed. */
    @Test
    void ofAMessage() throws IOException {
        String text = Mail.fromAda(Mail.signed(Mail.TEXT, BOB));
        byte[] expected = Mail.octets(Mail.TEXT);
        eachChange(Mail.octets(text), (changed, what) -> {
            Outcome<Opened> outcome = READER.message(stored(changed));
            if (outcome.isOk() && isSigned(outcome.orThrow())) {
                byte[] found = payload(outcome.orThrow());
                // A line end of Unix counts as one of mail's, and is told.
                boolean canonical = outcome.orThrow().report().warnings().stream()
                        .anyMatch(warning -> warning.code().equals("line-ends"));
                assertThat(
                                canonical
                                        ? Mail.octets(new String(found, StandardCharsets.ISO_8859_1)
                                                .replaceAll("\r?\n", "\r\n"))
                                        : found)
                        .as(what)
                        .isEqualTo(expected);
            }
        });
    }

    /** The message cut off behind each of its octets. */
    @Test
    void ofTheEnd() throws IOException {
        byte[] signed = BOB.signing()
                .attached(CmsType.DATA, SizedOctets.of(CONTENT), List.of())
                .toArray();
        byte[] sealed = EnvelopeForge.encrypt(CONTENT, ContentCipher.AES_256_GCM, KeyTransport.PKCS1, BOB);
        byte[] compressed = Compression.compress(SizedOctets.of(CONTENT)).toArray();
        for (byte[] each : List.of(signed, sealed, compressed)) {
            for (int length = 0; length < each.length; length++) {
                byte[] cut = java.util.Arrays.copyOf(each, length);
                Outcome<Opened> outcome = READER.file(stored(cut), Optional.empty());
                assertThat(outcome.isOk()
                                && !(outcome.orThrow().report().layers().get(0) instanceof Layer.Unreadable))
                        .as("cut to " + length)
                        .isFalse();
            }
        }
    }
}
