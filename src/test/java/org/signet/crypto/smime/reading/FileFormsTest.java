package org.signet.crypto.smime.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signet.crypto.smime.People.BOB;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.crypto.smime.Mail;
import org.signet.crypto.smime.People;
import org.signet.crypto.smime.cms.CmsType;
import org.signet.crypto.smime.report.Verdict;
import org.signet.model.Bytes;
import org.signet.model.Outcome;
import org.signet.model.SizedOctets;
import org.signet.model.StoredOctets;

/** The forms in which one CMS object comes as a file. */
class FileFormsTest {
    private static final byte[] CONTENT = Mail.octets(Mail.TEXT.repeat(40));
    private static final byte[] DER = der();

    private static byte[] der() {
        try {
            return BOB.signing()
                    .attached(CmsType.DATA, SizedOctets.of(CONTENT), List.of())
                    .toArray();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Outcome<Opened> read(byte[] file) {
        return new MessageReader(People.trust(), List.of(), People.RANDOM)
                .file(StoredOctets.of(Bytes.of(file)), Optional.empty());
    }

    private static String base64(int width, String lineEnd) {
        return new String(
                Base64.getMimeEncoder(width, lineEnd.getBytes(StandardCharsets.US_ASCII))
                        .encode(DER),
                StandardCharsets.US_ASCII);
    }

    private static String pem(String label, String lineEnd) {
        return "-----BEGIN " + label + "-----" + lineEnd + base64(64, lineEnd) + lineEnd + "-----END " + label + "-----"
                + lineEnd;
    }

    static Stream<Arguments> forms() {
        return Stream.of(
                Arguments.of("PEM", pem("CMS", "\n")),
                Arguments.of("PEM as PKCS #7", pem("PKCS7", "\n")),
                Arguments.of("PEM of Windows", pem("PKCS7", "\r\n")),
                Arguments.of("PEM as old programs call it", pem("PKCS #7 SIGNED DATA", "\n")),
                Arguments.of("PEM without its last line end", pem("CMS", "\n").strip()),
                Arguments.of("PEM behind words", "Here it is:\n\n" + pem("CMS", "\n") + "\nYours, Bob\n"),
                Arguments.of("the first of two in PEM", pem("CMS", "\n") + pem("CMS", "\n")),
                Arguments.of("base64", base64(76, "\r\n")),
                Arguments.of("base64 of Unix", base64(76, "\n") + "\n"),
                Arguments.of("base64 in one line", base64(0, "")),
                Arguments.of("base64 behind empty lines", "\r\n\r\n" + base64(64, "\r\n")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void isReadInEveryForm(String what, String file) throws IOException {
        Opened opened = read(file.getBytes(StandardCharsets.US_ASCII)).orThrow();
        assertThat(opened.report().verdicts().integrity()).isEqualTo(Verdict.GOOD);
        try (var in = opened.payload().octets().open()) {
            assertThat(in.readAllBytes()).isEqualTo(CONTENT);
        }
    }

    @Test
    void isReadAsItIs() {
        assertThat(read(DER).orThrow().report().verdicts().integrity()).isEqualTo(Verdict.GOOD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "0",
                "0 bottles of beer on the wall",
                "MIME-Version: 1.0\r\n\r\nHello.\r\n",
                "MAYBE LATER",
                "-----BEGIN CMS-----\n-----END CMS-----\n",
                "-----BEGIN CMS-----\n",
                "-----BEGIN CMS-----\n!!!!\n-----END CMS-----\n",
                "Hello.",
            })
    void isRefusedInASentenceIfItIsNone(String file) {
        Outcome<Opened> outcome = read(file.getBytes(StandardCharsets.US_ASCII));
        assertThat(outcome.isOk()).isFalse();
        assertThat(outcome.refusal().detail()).startsWith("This cannot be read as CMS. It ");
    }
}
