package org.signet.crypto.smime.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaTypeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "text/plain | text/plain | ''",
                "Text/HTML; Charset=UTF-8 | text/html | charset=UTF-8",
                "text/plain; charset=us-ascii (Plain text) | text/plain | charset=us-ascii",
                "(c) text/(d)plain (e); (f) charset (g) = (h) utf-8 | text/plain | charset=utf-8",
                "multipart/mixed; boundary=\"a;b c\\\"d\" | multipart/mixed | boundary=a;b c\"d",
                "multipart/mixed;boundary=\"unclosed | multipart/mixed | boundary=unclosed",
                "multipart/mixed; boundary=a b; x=y | multipart/mixed | boundary=a x=y",
                "multipart/mixed; boundary=---=_1?2; | multipart/mixed | boundary=---=_1?2",
                "a/b; x; y=; =z; w=1; w=2 | a/b | y= w=1",
                "a/b;; ; x=\"1\" junk; y=2 | a/b | x=1 y=2",
                "a/b; name=my file (1).pdf; x=1 | a/b | name=my file (1).pdf x=1",
                "a/b; name=\"C:\\temp\\a.txt\" | a/b | name=C:\\temp\\a.txt",
                // RFC 2231 §3, §4, §4.1
                "a/x; URL*0=\"ftp://\"; URL*1=\"cs.utk.edu/pub\" | a/x | url=ftp://cs.utk.edu/pub",
                "a/x; title*=us-ascii'en-us'This%20is%20%2A%2A%2Afun%2A%2A%2A | a/x | title=This is ***fun***",
                "a/x; title*0*=us-ascii'en'This%20is%20even%20more%20; title*1*=%2A%2A%2Afun%2A%2A%2A%20; title*2=\"isn't it!\" | a/x | title=This is even more ***fun*** isn't it!",
                "a/x; t*1=b; t*0=a | a/x | t=ab",
                "a/x; t*1=b | a/x | ''",
                "a/x; t*0=a; t*2=c | a/x | t=a",
                "a/x; t=old; t*=UTF-8''%e2%82%ac | a/x | t=\u20ac",
                "a/x; t*=%zz%4 | a/x | t=%zz%4",
                "a/x; t*='' | a/x | t=",
                "a/x; t*=nonsense''a%20b | a/x | t=a b",
                "a/x; t*999999999999=a | a/x | t*999999999999=a",
                "a/x; name==?utf-8?Q?=C3=BC.pdf?= | a/x | name=\u00fc.pdf",
                "a/x; name=\"=?utf-8?Q?=C3=BC.pdf?=\" | a/x | name=\u00fc.pdf",
                "text | text/plain | ''",
                "'' | text/plain | ''",
                "/ ; name=smime.p7m | text/plain | name=smime.p7m",
                "a b/c | text/plain | ''",
            })
    void reads(String value, String essence, String parameters) {
        MediaType type = MediaType.parse(value);
        assertThat(type.essence()).isEqualTo(essence);
        assertThat(type.parameters().byName().entrySet().stream()
                        .map(Object::toString)
                        .collect(Collectors.joining(" ")))
                .isEqualTo(parameters);
    }

    @Test
    void answersByName() {
        MediaType type = MediaType.parse("multipart/signed; protocol=\" Application/PKCS7-Signature\";"
                + " micalg=SHA-256; boundary=\"b  \"; smime-type=x; name=\"../../.profile\"");
        assertThat(type.is("multipart/signed")).isTrue();
        assertThat(type.isMultipart()).isTrue();
        assertThat(type.protocol()).contains("application/pkcs7-signature");
        assertThat(type.micalg()).contains("SHA-256");
        assertThat(type.boundary()).contains("b");
        assertThat(type.smimeType()).contains("x");
        assertThat(type.fileName()).contains("profile");
        assertThat(MediaType.parse("multipart/mixed; boundary=\"\"").boundary()).isEmpty();
    }

    @Test
    void knowsWhetherItWasDeclared() {
        assertThat(Octets.entity("\nx").mediaType().declared()).isFalse();
        assertThat(Octets.entity("\nx").mediaType().charset()).contains("us-ascii");
        assertThat(Octets.entity("Content-Type: text\n\nx").mediaType().declared())
                .isFalse();
        assertThat(Octets.entity("Content-Type: a/b\nContent-Type: c/d\n\nx")
                        .mediaType()
                        .essence())
                .isEqualTo("a/b");
    }

    @Test
    void neverFails() {
        Random random = new Random(20260103);
        for (int i = 0; i < 50_000; i++) {
            String text = Octets.random(
                    random, 20, "a", "/", ";", "=", "\"", "\\", "*", "0", "1", "'", "%", "4", "(", ")", " ", "\0", "=?",
                    "?=");
            MediaType.parse("x/y;" + text);
            Disposition.parse(text);
            TransferEncoding.parse(text);
        }
    }

    @Test
    @Timeout(20)
    void takesLinearTimeOnHostileText() {
        for (String piece :
                new String[] {"\"", "(", "\\", ";", "x=\"", "x*0*=%", "x=(", " ", "a", ";a=b", "*", "=?a?q?"}) {
            MediaType.parse("a/b; x=" + piece.repeat((1 << 18) / piece.length()));
            MediaType.parse(piece.repeat((1 << 18) / piece.length()));
        }
    }
}
