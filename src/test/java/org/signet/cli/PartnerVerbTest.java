package org.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signet.crypto.smime.People.OTHER_ROOT;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.app.AddressBook;
import org.signet.app.TestCa;
import org.signet.ca.directory.ContactFile;
import org.signet.crypto.keys.Pkcs12File.Flavour;
import org.signet.crypto.smime.People;
import org.signet.crypto.x509.Certificate;
import org.signet.edge.json.ApiServer;

/** {@code signet partner}: another company, from its CA's certificate to mail that its people read. */
class PartnerVerbTest {
    private static final String SECRET = "open-sesame-2026";

    @TempDir
    private Path folder;

    private String ca;
    private People.Person bob;

    @BeforeEach
    void found() throws Exception {
        ca = TestCa.copy(folder).toString();
        Certificate certificate =
                OTHER_ROOT.certify(People.BOB.pair().getPublic(), draft -> draft.of("bob@partner.example"));
        bob = People.BOB.with(certificate);
        bob.writeP12(folder, Flavour.COMPATIBILITY, SECRET);
        Files.writeString(folder.resolve("secret"), SECRET);
        Files.writeString(folder.resolve("bob.pem"), certificate.pem());
        Files.writeString(folder.resolve("root.pem"), OTHER_ROOT.certificate().pem());
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private Ran signet(String line) {
        List<String> words =
                new ArrayList<>(List.of(line.replace("FOLDER/", folder + "/").split(" ")));
        words.addAll(List.of("--data", ca));
        return Ran.of(words.toArray(String[]::new));
    }

    private Ran accept(String more) {
        return signet("partner accept Beta FOLDER/root.pem " + more);
    }

    @Test
    void mailIsEncryptedToAPartnersPeopleOnceItsCaWasAccepted() throws Exception {
        Files.writeString(folder.resolve("m.txt"), "the figures");
        String encrypt =
                "encrypt --as file --in FOLDER/m.txt --out FOLDER/m.p7m --no-sign --offline --to bob@partner.example";
        Ran added = signet("partner add FOLDER/bob.pem");
        assertThat(added.code()).isZero();
        assertThat(added.out()).contains("bob@partner.example", "no accepted CA", "not in use");
        assertThat(signet("find bob@partner.example").err()).contains("signet partner accept");
        assertThat(signet(encrypt).code()).isEqualTo(1);
        assertThat(accept("--domain partner.example --yes").out()).contains("Beta", "partner.example");
        assertThat(signet("find bob@partner.example").out())
                .isEqualTo(bob.certificate().pem());
        assertThat(signet("partner list").out())
                .contains("Beta", "in use", bob.certificate().sha256().hex());
        assertThat(signet(encrypt).code()).isZero();
        assertThat(Ran.of(
                                "decrypt",
                                "--in",
                                file("m.p7m"),
                                "--p12",
                                file("bob.p12"),
                                "--passphrase-file",
                                file("secret"),
                                "--out",
                                file("back.txt"),
                                "--offline",
                                "--data",
                                ca)
                        .code())
                .isZero();
        assertThat(Files.readString(folder.resolve("back.txt"))).isEqualTo("the figures");
        assertThat(signet("partner remove beta").code()).isZero();
        assertThat(signet(encrypt).code()).isEqualTo(1);
    }

    /** Its CA's certificate comes in a file of its own as often as not. */
    @Test
    void aChainIsPutTogetherFromSeveralFiles() throws Exception {
        People.Ca issuing = OTHER_ROOT.below("Other Issuing");
        Files.writeString(
                folder.resolve("bob.pem"),
                issuing.certify(People.BOB.pair().getPublic(), draft -> draft.of("bob@partner.example"))
                        .pem());
        Files.writeString(folder.resolve("issuing.pem"), issuing.certificate().pem());
        accept("--domain partner.example --yes");
        Ran alone = signet("partner add FOLDER/bob.pem");
        assertThat(alone.err()).contains("partner.example", "CN=Other Issuing", "signet partner accept");
        Ran both = signet("partner add FOLDER/bob.pem FOLDER/issuing.pem");
        assertThat(both.code()).isZero();
        assertThat(both.out()).contains("Beta", "in use");
        assertThat(both.err()).isEmpty();
        assertThat(signet("partner accept Other FOLDER/issuing.pem --yes --domain partner.example")
                        .err())
                .contains("is a domain of Beta");
    }

    /** Whoever asks a server has its root alone; what lies between comes with the answer. */
    @Test
    void aServerTellsThePartnersIssuingCaToo() throws Exception {
        People.Ca issuing = OTHER_ROOT.below("Other Issuing");
        Certificate certificate =
                issuing.certify(People.BOB.pair().getPublic(), draft -> draft.of("bob@partner.example"));
        Files.writeString(folder.resolve("m.txt"), "the figures");
        try (ApiServer server = new ApiServer(10)) {
            AddressBook book = server.signet().addressBook();
            book.partners()
                    .accept("Beta", Set.of("partner.example"), List.of(OTHER_ROOT.certificate()), TestCa.OPERATOR)
                    .orThrow();
            book.contacts()
                    .take(
                            new ContactFile(List.of(certificate), List.of(issuing.certificate())),
                            "a file",
                            TestCa.OPERATOR);
            String there = " --server " + server.url();
            Ran encrypted = Ran.of(("encrypt --as file --no-sign --offline --to bob@partner.example --in "
                            + file("m.txt") + " --out " + file("m.p7m") + " --trust " + file("root.pem") + there)
                    .split(" "));
            assertThat(encrypted.code()).as(encrypted.err()).isZero();
            String card = Ran.of(
                            ("find bob@partner.example --format vcard --out " + file("bob.vcf") + there).split(" "))
                    .err();
            assertThat(card).isEmpty();
            assertThat(ContactFile.parse(Files.readAllBytes(folder.resolve("bob.vcf")))
                            .orThrow()
                            .authorities())
                    .containsExactly(issuing.certificate());
        }
    }

    /** What a signed message brings is kept if it is its sender's. */
    @Test
    void aSignedMessageBringsItsSendersCertificate() throws Exception {
        Files.writeString(folder.resolve("m.eml"), """
                From: Bob <bob@partner.example>\r
                To: ada@example.com\r
                Subject: figures\r
                Date: Sun, 29 Nov 2026 12:00:00 +0000\r
                MIME-Version: 1.0\r
                \r
                Here they are.\r
                """);
        accept("--domain partner.example --yes");
        assertThat(Ran.of(
                                "sign",
                                "--in",
                                file("m.eml"),
                                "--out",
                                file("s.eml"),
                                "--p12",
                                file("bob.p12"),
                                "--passphrase-file",
                                file("secret"))
                        .code())
                .isZero();
        assertThat(signet("partner add FOLDER/s.eml").out()).contains("bob@partner.example", "in use", "s.eml");
        String changed = Files.readString(folder.resolve("s.eml")).replace("they are", "they were");
        Files.writeString(folder.resolve("changed.eml"), changed);
        assertThat(signet("partner add FOLDER/changed.eml").err()).contains("no good signature");
        assertThat(signet("partner add FOLDER/m.eml").code()).isEqualTo(1);
    }

    @Test
    void whatIsRefusedIsSaid() throws Exception {
        assertThat(accept("--domain partner.example").err()).contains("--yes").contains("SHA-256");
        assertThat(accept("--yes").err()).contains("--domain");
        assertThat(accept("--yes --domain example.com").err()).contains("is ours");
        assertThat(accept("--yes --domain a..b").code()).isNotZero();
        Ran key = signet("partner add FOLDER/none.eml FOLDER/bob.p12 FOLDER/bob.pem FOLDER/root.pem FOLDER/none.pem");
        assertThat(key.code()).isEqualTo(1);
        assertThat(key.err()).contains("private key", "none.pem", "none.eml").doesNotContain("alone;");
        assertThat(signet("partner add FOLDER/root.pem").err()).contains("CAs' certificates alone");
        assertThat(key.out()).contains("bob@partner.example");
        assertThat(signet("partner remove nobody").err()).contains("signet partner list");
        assertThat(signet("partner remove " + bob.certificate().sha256().hex()).code())
                .isZero();
        assertThat(signet("partner list").out()).isEmpty();
    }
}
