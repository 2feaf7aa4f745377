package org.signet.ca.directory.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signet.crypto.smime.People.ADA;
import static org.signet.crypto.smime.People.EVE_READS;
import static org.signet.crypto.smime.People.ROOT;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.ca.directory.ContactFile;
import org.signet.ca.directory.Entry;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.CertificateBundle;
import org.signet.model.EmailAddress;
import org.signet.model.PersonName;

class EntryFileTest {
    private static final Entry BOTH = Entry.told(
            new EmailAddress("Ada", "example.com"),
            List.of(ADA.certificate(), EVE_READS.certificate()),
            List.of(ROOT.certificate()));

    /** Characters of one to four octets, so that folds fall everywhere; and everything that means something to a format. */
    private static final String HOSTILE = "Ää€😀;,:\\n\\,=\"+<>#'’`$(id) ".repeat(9);

    private static Entry named(String name, String company) {
        return new Entry(
                "p1",
                new PersonName(name, Optional.of(name), Optional.of(name), Optional.empty()),
                List.of(
                        new EmailAddress("o'brien+x", "example.com"),
                        new EmailAddress("jürgen", "xn--bcher-kva.example")),
                Optional.of(company),
                BOTH.certificates());
    }

    private static String text(EntryFile form, Entry entry) {
        return new String(form.of(entry, Entry.Usable::enclosedChain), StandardCharsets.UTF_8);
    }

    private static List<String> unfolded(String text) {
        return Arrays.asList(text.replaceAll("\r\n ", "").split("\r\n"));
    }

    @ParameterizedTest
    @EnumSource(
            value = EntryFile.class,
            names = {"PEM", "DER", "VCARD", "VCARD3"})
    void whatIsWrittenIsReadBack(EntryFile form) {
        ContactFile read =
                ContactFile.parse(form.of(BOTH, Entry.Usable::enclosedChain)).orThrow();
        assertThat(read.people())
                .containsExactlyElementsOf(
                        form == EntryFile.DER
                                ? List.of(ADA.certificate())
                                : List.of(ADA.certificate(), EVE_READS.certificate()));
        assertThat(read.authorities())
                .containsExactlyElementsOf(form == EntryFile.VCARD ? List.of(ROOT.certificate()) : List.of());
    }

    @ParameterizedTest
    @EnumSource(
            value = EntryFile.class,
            names = {"VCARD", "VCARD3"})
    void noNameEndsItsLineOfAVCard(EntryFile form) throws Exception {
        String name = "x\r\nKEY:http://evil.example/\u2028\u0000" + HOSTILE;
        String card = text(form, named(name, "a\nEND:VCARD\nb"));
        for (String line : card.split("\r\n")) {
            byte[] octets = line.getBytes(StandardCharsets.UTF_8);
            assertThat(octets).hasSizeLessThanOrEqualTo(75);
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets));
        }
        List<String> lines = unfolded(card);
        assertThat(lines.stream().map(line -> line.replaceAll("[:;].*", "")))
                .containsExactly("BEGIN", "VERSION", "FN", "N", "ORG", "EMAIL", "EMAIL", "KEY", "KEY", "END");
        assertThat(lines.get(2))
                .startsWith("FN:x??KEY:http://evil.example/??Ää€😀\\;\\,:\\\\n\\\\\\,=\"+<>#'’`$(id) Ää");
        assertThat(lines.get(5)).endsWith(":o'brien+x@example.com");
    }

    @ParameterizedTest
    @CsvSource({
        "Ada Lovelace, N:Lovelace;Ada;;;",
        "Ada, N:Ada;;;;",
        "Ada Byron King, N:King;Ada Byron;;;",
    })
    void namesStandInTheirParts(String name, String line) {
        Entry entry =
                new Entry("p1", PersonName.ofDisplay(name), BOTH.addresses(), Optional.empty(), BOTH.certificates());
        assertThat(unfolded(text(EntryFile.VCARD3, entry)))
                .contains("VERSION:3.0", "FN:" + name, line, "EMAIL;TYPE=INTERNET:Ada@example.com");
    }

    /** RFC 8162 §3's own example, and what its case is worth. */
    @Test
    void theNameOfARecordIsTheHashOfTheLocalPart() {
        String hugh = "c93f1e400f26708f98cb19d936620da35eec8f72e57f9eec01c1afd6._smimecert.example.com.";
        assertThat(Smimea.owners(new EmailAddress("hugh", "example.com"))).containsExactly(hugh);
        assertThat(Smimea.owners(new EmailAddress("Hugh", "example.com")))
                .hasSize(2)
                .contains(hugh);
    }

    @Test
    void aRecordHoldsTheWholeCertificate() {
        List<String> records = Smimea.records(BOTH, Set.of("example.com"), 300).toList();
        String owners =
                records.stream().map(line -> line.substring(0, 20)).distinct().collect(Collectors.joining());
        assertThat(owners).hasSize(3 * 20);
        assertThat(records).hasSize(3).allMatch(line -> line.contains("._smimecert.example.com. 300 IN SMIMEA 3 0 0 "));
        assertThat(records.stream()
                        .map(line -> line.replaceAll(".*SMIMEA 3 0 0 | ", ""))
                        .collect(Collectors.toSet()))
                .isEqualTo(Set.of(hex(ADA.certificate()), hex(EVE_READS.certificate())));
        assertThat(Smimea.records(BOTH, Set.of("example.net"), 300)).isEmpty();
    }

    private static String hex(Certificate certificate) {
        return HexFormat.of().formatHex(certificate.der().toArray());
    }

    @Test
    void ldifIsPlainAsciiWhateverANameHolds() {
        String ldif = text(EntryFile.LDIF, named(" x\r\nmail: evil@example.com\r\n" + HOSTILE, "< file:///etc/passwd"));
        assertThat(ldif).matches("([\\x20-\\x7e]{0,76}\r\n)+");
        List<String> lines = unfolded(ldif);
        assertThat(lines.stream().map(line -> line.replaceAll(":.*", "")).distinct())
                .containsExactly(
                        "version",
                        "dn",
                        "objectClass",
                        "cn",
                        "displayName",
                        "sn",
                        "givenName",
                        "o",
                        "mail",
                        "userCertificate;binary",
                        "userSMIMECertificate;binary");
        assertThat(lines).contains("mail: o'brien+x@example.com").noneMatch(line -> line.matches("[^:]*:<.*"));
        String chain = lines.stream()
                .filter(line -> line.startsWith("userSMIMECertificate"))
                .findFirst()
                .orElseThrow();
        assertThat(CertificateBundle.parse(Base64.getDecoder().decode(chain.replaceAll(".*:: ", "")))
                        .orThrow()
                        .certificates())
                .containsExactlyInAnyOrder(ADA.certificate(), ROOT.certificate());
    }

    @ParameterizedTest
    @ValueSource(strings = {" a", "a ", ":a", "<a", "ä", "a\nb", "a\u0000", "\u007f"})
    void whatIsNotSafeIsBase64(String value) {
        StringBuilder out = new StringBuilder();
        new Ldif(out).line("cn", value);
        assertThat(out.toString())
                .isEqualTo(
                        "cn:: " + Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)) + "\r\n");
    }
}
