package org.signet.ca.directory.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.signet.crypto.smime.People.ADA;
import static org.signet.crypto.smime.People.BOB;
import static org.signet.crypto.smime.People.ROOT;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.ca.directory.Entry;
import org.signet.ca.directory.Entry.Usable;
import org.signet.crypto.x509.Certificate;
import org.signet.model.EmailAddress;
import org.signet.model.PersonName;
import org.signet.model.RefusedException;

class ExportTest {
    @TempDir
    private Path folder;

    private static final List<String> OURS = List.of("0123456789abcdef0123456789abcdef01234567");

    private static Entry person(String local, Certificate... certificates) {
        EmailAddress address = new EmailAddress(local, "example.com");
        return certificates.length == 0
                ? new Entry("p1", PersonName.ofDisplay("x"), List.of(address), Optional.empty(), List.of())
                : Entry.told(address, List.of(certificates), List.of(ROOT.certificate()));
    }

    private static String written(Function<Appendable, Export> export, Entry... people) {
        StringBuilder out = new StringBuilder();
        Export file = export.apply(out);
        file.begin();
        List.of(people).forEach(file::add);
        file.end();
        return out.toString();
    }

    private static String script(PowerShellScript.Target target, Entry... people) {
        return written(out -> new PowerShellScript(out, target, Usable::enclosedChain, OURS), people);
    }

    private static String base64(Certificate certificate) {
        return Base64.getEncoder().encodeToString(certificate.der().toArray());
    }

    /** Every quote that PowerShell takes for one, and everything that it would run. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "o'brien",
                "a\u2019b",
                "a\u2018b",
                "a\u201ab",
                "a\u201bb",
                "a`b",
                "$(calc)",
                "$env:x",
                "a\r\nb",
                "\u00fc"
            })
    void nothingInAScriptIsRun(String hostile) {
        String literal = PowerShellScript.literal(hostile);
        boolean plain = hostile.chars().allMatch(c -> c >= ' ' && c < 0x7f && c != '\'');
        assertThat(literal)
                .isEqualTo(
                        plain
                                ? "'" + hostile + "'"
                                : "(ConvertFrom-Text '"
                                        + Base64.getEncoder().encodeToString(hostile.getBytes(StandardCharsets.UTF_8))
                                        + "')");
    }

    @ParameterizedTest
    @EnumSource(PowerShellScript.Target.class)
    void aScriptIsAsciiWithALineForEach(PowerShellScript.Target target) {
        String script = script(target, person("o'brien", ADA.certificate()), person("j\u00fcrgen"));
        assertThat(script).matches("([\\x20-\\x7e]*\r\n)+").doesNotContain("#PEOPLE#", "#OURS#");
        List<String> people = script.lines()
                .filter(line -> line.startsWith("Set-Certificates "))
                .toList();
        assertThat(people).hasSize(2).allMatch(line -> line.startsWith("Set-Certificates (ConvertFrom-Text '"));
        assertThat(people.get(0)).contains(" @('" + base64(ADA.certificate()) + "')");
        assertThat(people.get(1)).contains(" @()");
        assertThat(script.contains(OURS.get(0))).isEqualTo(target == PowerShellScript.Target.ACTIVE_DIRECTORY);
    }

    @Test
    void aPersonIsSoughtByEveryAddressAndNoOther() {
        Entry entry = new Entry(
                "p1",
                PersonName.ofDisplay("x"),
                List.of(new EmailAddress("a*)(cn=*", "example.com"), new EmailAddress("b", "example.com")),
                Optional.empty(),
                List.of());
        assertThat(script(PowerShellScript.Target.ACTIVE_DIRECTORY, entry))
                .contains("Set-Certificates '(|(mail=a\\2a\\29\\28cn=\\2a@example.com)"
                        + "(proxyAddresses=smtp:a\\2a\\29\\28cn=\\2a@example.com)"
                        + "(mail=b@example.com)(proxyAddresses=smtp:b@example.com))' @() @()");
        assertThat(script(PowerShellScript.Target.EXCHANGE_ONLINE, entry))
                .contains("Set-Certificates 'a*)(cn=*@example.com' @()\r\n");
    }

    @Test
    void noMoreValuesGoOutThanADirectoryKeeps() {
        Entry many = new Entry(
                "p1",
                PersonName.ofDisplay("x"),
                List.of(new EmailAddress("a", "example.com")),
                Optional.empty(),
                Collections.nCopies(
                        40, person("a", ADA.certificate()).certificates().get(0)));
        String script = script(PowerShellScript.Target.EXCHANGE_ONLINE, many);
        assertThat(script.split(base64(ADA.certificate()).replace("+", "\\+"), -1))
                .hasSize(15 + 1);
    }

    @Test
    void ldifReplacesWhatIsThereAndTakesAwayWhatHasEnded() {
        int[] without = {0};
        String ldif = written(
                out -> new ActiveDirectoryLdif(
                        out,
                        Usable::enclosedChain,
                        Map.of("ada@example.com", "CN=Ada,DC=example", "gone@example.com", "CN=\u00dc,DC=example"),
                        people -> without[0] = people),
                person("Ada", ADA.certificate()),
                person("gone"),
                person("nobody", BOB.certificate()));
        assertThat(without[0]).isEqualTo(1);
        List<String> lines = List.of(ldif.replace("\r\n ", "").split("\r\n", -1));
        assertThat(lines.stream().map(line -> line.replaceAll("(Certificate:: .{4}).*", "$1")))
                .containsExactly(
                        "version: 1",
                        "",
                        "dn: CN=Ada,DC=example",
                        "changetype: modify",
                        "replace: userSMIMECertificate",
                        "userSMIMECertificate:: MIIE",
                        "-",
                        "replace: userCertificate",
                        "userCertificate:: MIIC",
                        "-",
                        "",
                        "dn:: Q049w5wsREM9ZXhhbXBsZQ==",
                        "changetype: modify",
                        "replace: userSMIMECertificate",
                        "-",
                        "replace: userCertificate",
                        "-",
                        "",
                        "");
    }

    private Path zone(String name, Entry... people) throws Exception {
        return Files.writeString(
                folder.resolve(name), written(out -> new ZoneFile(out, Set.of("example.com"), 60), people));
    }

    private static String changes(Optional<Path> before, Path now) {
        StringBuilder out = new StringBuilder();
        ZoneFile.changes(before, now, Set.of("example.com", "example.net"), out);
        return out.toString();
    }

    @Test
    void onlyWhatChangedIsToldToTheDns() throws Exception {
        Path before = zone("before", person("ada", ADA.certificate()), person("bob", BOB.certificate()));
        Path now = zone("now", person("ada", ADA.certificate()), person("bob", ADA.certificate()));
        assertThat(changes(Optional.of(before), before)).isEmpty();
        assertThat(changes(Optional.of(before), now).lines().map(line -> line.replaceAll(" [0-9a-f]{56}.*", "")))
                .containsExactly("update delete", "update add", "send");
        assertThat(changes(Optional.empty(), now).lines().filter(line -> line.startsWith("update add")))
                .hasSameSizeAs(Files.readAllLines(now).stream()
                        .filter(line -> !line.startsWith(";"))
                        .toList());
    }

    @Test
    void aMessageIsNeverTooLong() throws Exception {
        Entry[] many = new Entry[200];
        for (int i = 0; i < many.length; i++) {
            many[i] = person("p" + i, ADA.certificate());
        }
        int digits = 0;
        for (String line : changes(Optional.empty(), zone("many", many)).split("\n")) {
            digits = line.equals("send") ? 0 : digits + line.length();
            assertThat(digits / 2).isLessThan(60_000);
        }
        assertThat(digits).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"server 192.0.2.1", "x IN TXT y", "", "$INCLUDE /etc/passwd"})
    void aFileOfAnotherIsRefused(String line) throws Exception {
        Path now = zone("now", person("ada", ADA.certificate()));
        Path foreign = Files.writeString(folder.resolve("foreign"), Files.readString(now) + line + "\n");
        assertThatThrownBy(() -> changes(Optional.of(foreign), now))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("line 4");
    }
}
