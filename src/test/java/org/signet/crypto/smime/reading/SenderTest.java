package org.signet.crypto.smime.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signet.crypto.smime.Mail.TEXT;
import static org.signet.crypto.smime.Mail.from;
import static org.signet.crypto.smime.Mail.octets;
import static org.signet.crypto.smime.Mail.opaque;
import static org.signet.crypto.smime.Mail.signed;
import static org.signet.crypto.smime.People.ADA;
import static org.signet.crypto.smime.People.BOB;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.signet.crypto.smime.People;
import org.signet.crypto.smime.People.Draft;
import org.signet.crypto.smime.People.Person;
import org.signet.crypto.smime.SignedForge;
import org.signet.crypto.x509.Certificate;
import org.signet.model.Bytes;

/** Whom a message says to come from, and whom the certificate names: each way to differ is told apart (RFC 8550 §3). */
class SenderTest {
    private static final String GOOD = "good good good unknown ";

    static Stream<Arguments> senders() {
        String sender = "Sender: ada@example.com";
        return Stream.of(
                row("the same", from("ada@example.com", by()), "match"),
                row("with a name", from("\"Lovelace, Ada\" <ada@example.com>", by()), "match"),
                row("upper case before the at", from("ADA@example.com", by()), "match"),
                row("upper case behind it", from("ada@EXAMPLE.Com", by()), "match"),
                row("another", from("Ada <eve@example.com>", by()), "mismatch sender-mismatch"),
                row("a part of it", from("ada@example.com.example.net", by()), "mismatch sender-mismatch"),
                row(
                        "another, and Sender the same",
                        from("boss@example.com", by(), sender),
                        "match-of-sender sender-not-from"),
                row(
                        "another, and Sender another",
                        from("boss@example.com", by(), "Sender: eve@example.com"),
                        "mismatch sender-mismatch"),
                row(
                        "several, one the same",
                        from("ada@example.com, eve@example.com", by()),
                        "mismatch several-from sender-mismatch"),
                row(
                        "several, one the same, and Sender too",
                        from("ada@example.com, eve@example.com", by(), sender),
                        "match-of-sender several-from sender-not-from"),
                row(
                        "several fields",
                        from("ada@example.com", by(), "From: eve@example.com"),
                        "mismatch several-from sender-mismatch"),
                row(
                        "another, and several Sender",
                        from("boss@example.com", by(), sender, "Sender: boss@example.com"),
                        "mismatch sender-mismatch"),
                row("a group of it", from("Ada: ada@example.com;", by()), "match"),
                row(
                        "a group without anybody",
                        from("boss@example.com:;", by()),
                        "mismatch name-with-address sender-mismatch"),
                row(
                        "a group that is called like another address",
                        from("boss@example.com: ada@example.com;", by()),
                        "match name-with-address"),
                row("nothing in From", from("", by()), "mismatch sender-mismatch"),
                row(
                        "several, none the same",
                        from("bob@example.com, eve@example.com", by(), sender),
                        "match-of-sender several-from sender-not-from"),
                row(
                        "another address as the name",
                        from("\"boss@example.com\" <ada@example.com>", by()),
                        "match name-with-address"),
                row(
                        "another address in the name",
                        from("\"Boss boss@example.com\" <ada@example.com>", by()),
                        "match name-with-address"),
                row("its own address as the name", from("\"ada@example.com\" <ada@example.com>", by()), "match"),
                row("no From", from("ada@example.com", by()).replaceFirst("From: .*\r\n", ""), "not-asked"),
                row("no From, but Sender", withoutFrom("Sender: ada@example.com"), "match"),
                row("no From, but another Sender", withoutFrom("Sender: eve@example.com"), "mismatch sender-mismatch"),
                row("no address in From", from("undisclosed", by()), "mismatch sender-mismatch"));
    }

    static Stream<Arguments> certificates() {
        return Stream.of(
                row(
                        "no address in the certificate",
                        from("ada@example.com", by(draft -> draft.of())),
                        "no-address certificate-without-address"),
                row(
                        "several in the certificate",
                        from("ada@example.net", by(draft -> draft.of("ada@example.com", "ada@example.net"))),
                        "match"),
                row(
                        "upper case in the certificate",
                        from("ada@example.com", by(draft -> draft.of("ADA@example.com"))),
                        "match"),
                row(
                        "a domain in letters, as it is",
                        from(utf8("ada@bücher.example"), by(draft -> draft.of("ada@bücher.example"))),
                        "match"),
                row(
                        "a domain in letters, in ASCII",
                        from("ada@xn--bcher-kva.example", by(draft -> draft.of("ada@bücher.example"))),
                        "match"),
                row(
                        "a mailbox in letters",
                        from(utf8("jürgen@example.com"), by(draft -> draft.of("jürgen@example.com"))),
                        "match"),
                row(
                        "a mailbox in letters, and another",
                        from("jurgen@example.com", by(draft -> draft.of("jürgen@example.com"))),
                        "mismatch sender-mismatch"),
                row("the address only in the name", from("bob@example.org", byName("bob@example.org")), "match"),
                row(
                        "another only in the name",
                        from("bob@example.com", byName("bob@example.org")),
                        "mismatch sender-mismatch"));
    }

    private static Arguments row(String what, String message, String expected) {
        return Arguments.of(what, message, GOOD + expected);
    }

    private static String withoutFrom(String field) {
        return from("ada@example.com", by(), field).replaceFirst("From: .*\r\n", "");
    }

    private static String by() {
        return signed(TEXT, ADA);
    }

    private static String by(UnaryOperator<Draft> draft) {
        return signed(TEXT, ADA.with(draft));
    }

    /** Signed with an old certificate: its address is an attribute of the subject. */
    private static String byName(String address) {
        try {
            var root = People.ROOT.certificate().content();
            X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                    root.asn1().getSubject(),
                    BigInteger.valueOf(77),
                    Date.from(People.FROM),
                    Date.from(People.NOW.plusSeconds(86_400)),
                    new X500Name("CN=Bob,E=" + address),
                    SubjectPublicKeyInfo.getInstance(BOB.pair().getPublic().getEncoded()));
            builder.addExtension(
                    Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_emailProtection));
            byte[] der = builder.build(new JcaContentSignerBuilder("SHA256withECDSA")
                            .build(People.ROOT.pair().getPrivate()))
                    .getEncoded();
            Person bob = BOB.with(Certificate.parse(Bytes.of(der)).orThrow());
            return signed(TEXT, SignedForge.of(bob, octets(TEXT)).detached().der());
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As it stands in a header of RFC 6532. */
    private static String utf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"senders", "certificates"})
    void isCompared(String what, String message, String expected) {
        assertThat(Judged.of(message)).isEqualTo(expected);
    }

    /** RFC 9788: the copy that is protected counts, and the outer From may be no other's. */
    @Test
    void theProtectedHeaderCounts() {
        String hidden =
                "From: ada@example.com\r\nSubject: Tea\r\nContent-Type: text/plain; hp=\"clear\"\r\n\r\nHello.\r\n";
        assertThat(Judged.of(from("ada@example.com", opaque(hidden, ADA)))).isEqualTo(GOOD + "match");
        assertThat(Judged.of(from("eve@example.com", opaque(hidden, ADA))))
                .isEqualTo(GOOD + "mismatch header-changed sender-mismatch");
        assertThat(Judged.of(from("ada@example.com", opaque(hidden.replace("Tea", "War"), ADA))))
                .isEqualTo(GOOD + "match header-changed");
        assertThat(Judged.of(from("ada@example.com", opaque(hidden, ADA), "Subject: War")))
                .isEqualTo(GOOD + "match header-changed");
        assertThat(Judged.of(from("ada@example.com", opaque(hidden, ADA), "From: boss@example.com")))
                .isEqualTo(GOOD + "mismatch header-changed sender-mismatch");
        String forBoss = hidden.replace("From: ada@example.com", "From: boss@example.com\r\nSender: ada@example.com");
        assertThat(Judged.of(from("boss@example.com", opaque(forBoss, ADA))))
                .isEqualTo(GOOD + "match-of-sender sender-not-from");
        assertThat(Judged.of(from("chief@example.com", opaque(forBoss, ADA))))
                .isEqualTo(GOOD + "mismatch header-changed sender-mismatch");
    }
}
