package org.signet.crypto.smime.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import jakarta.mail.internet.MimeUtility;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncodedWordsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "plain | plain",
                "=?ISO-8859-1?Q?Andr=E9?= Pirard | Andr\u00e9 Pirard",
                "=?iso-8859-1?q?this=20is=20some=20text?= | this is some text",
                "=?UTF-8?B?R3LDvMOfZQ==?= | Gr\u00fc\u00dfe",
                "=?UTF-8?B?R3LDvMOfZQ?= | Gr\u00fc\u00dfe",
                "=?US-ASCII*EN?Q?Keith_Moore?= | Keith Moore",
                // RFC 2047 §8
                "(=?ISO-8859-1?Q?a?= b) | (a b)",
                "=?ISO-8859-1?Q?a?=  =?ISO-8859-1?Q?b?= | ab",
                "=?ISO-8859-1?Q?a_b?= | a b",
                "x =?utf-8?Q?=C3?= =?utf-8?Q?=BC?= y | x \u00fc y",
                "=?utf-8?Q?=C3=BC?= =?iso-8859-1?Q?=FC?= | \u00fc\u00fc",
                "=?utf-8?Q??= x | ' x'",
                "=?utf-8?Q??= =?utf-8?Q?a?= | a",
                "=?no-such-charset?Q?=C3=BC?= | \u00fc",
                "=?no such charset?Q?=FC?= | \u00fc",
                "=?utf-8?X?abc?= | =?utf-8?X?abc?=",
                "=?utf-8?Q?no end | =?utf-8?Q?no end",
                "=?utf-8?Q | =?utf-8?Q",
                "=?utf-8? | =?utf-8?",
                "=??Q?a?= | =??Q?a?=",
                "a=?utf-8?Q?=C3=BC?=b | a\u00fcb",
                "=?utf-8?Q?with a space?= | with a space",
                "=?utf-8?Q?=ZZ=4?= | =ZZ=4",
                "=?ISO-2022-JP?B?GyRCJCIbKEI=?= | \u3042",
            })
    void decodes(String text, String decoded) {
        String expected = decoded.startsWith("'") ? decoded.substring(1, decoded.length() - 1) : decoded;
        assertThat(EncodedWords.decode(text)).isEqualTo(expected);
    }

    @Test
    void agreesWithAnotherReader() throws Exception {
        Random random = new Random(20260102);
        for (int i = 0; i < 2_000; i++) {
            String text = Octets.random(random, 30, "a", "\u00fc", " ", "\u20ac", "=", "?", "_", "\ud83d\ude00");
            String encoded = MimeUtility.encodeText(text, "UTF-8", random.nextBoolean() ? "Q" : "B");
            if (encoded.startsWith("=?")) {
                assertThat(EncodedWords.decode(MimeUtility.unfold(encoded))).isEqualTo(text);
            }
        }
    }

    /** Also where each word names a charset that nobody knows. */
    @Test
    @Timeout(15)
    void takesLinearTimeOnWhatNeverEnds() {
        for (String piece : new String[] {"=?a?q?", "=?", "=?a?q?a?= ", "?=", "=?=?", "=?utf-8?B?"}) {
            String hostile = piece.repeat((1 << 20) / piece.length());
            assertThatCode(() -> EncodedWords.decode(hostile)).doesNotThrowAnyException();
        }
    }
}
