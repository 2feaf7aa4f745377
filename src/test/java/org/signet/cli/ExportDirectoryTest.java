package org.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.app.MovingClock;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.app.Wanted;
import org.signet.ca.directory.Entry;
import org.signet.ca.revocation.Revocation;
import org.signet.model.CertificateRecord;
import org.signet.model.KeyUse;
import org.signet.model.RevocationReason;

class ExportDirectoryTest {
    @TempDir
    private static Path folder;

    private static Path data;

    @BeforeAll
    static void people() {
        data = TestCa.copy(folder);
        try (Signet signet = TestCa.open(data)) {
            issued(signet, "Ada", KeyUse.BOTH);
            issued(signet, "signer", KeyUse.SIGN);
            CertificateRecord gone = issued(signet, "gone", KeyUse.BOTH);
            revoke(signet, gone);
            CertificateRecord unlisted = issued(signet, "unlisted", KeyUse.BOTH);
            signet.people().setListed(signet.people().find(unlisted.personId()).orElseThrow(), false, TestCa.OPERATOR);
        }
    }

    private static CertificateRecord issued(Signet signet, String local, KeyUse use) {
        return Wanted.of(local + "@example.com")
                .named("Ada Lovelace")
                .to(use)
                .from(signet)
                .certificate();
    }

    private static void revoke(Signet signet, CertificateRecord certificate) {
        signet.revocation()
                .revoke(certificate.serial(), Revocation.Grounds.of(RevocationReason.SUPERSEDED), TestCa.OPERATOR)
                .orThrow();
    }

    private static Ran export(String... arguments) {
        List<String> all = new ArrayList<>(List.of("export-directory", "--data", data.toString()));
        all.addAll(Arrays.asList(arguments));
        return Ran.of(all.toArray(String[]::new));
    }

    @Test
    void everyTargetIsToldWhoHasCertificatesAndWhoHasThemNoMore() throws Exception {
        for (String target : List.of("ad", "exchange-online")) {
            Ran ran = export("--for", target);
            assertThat(ran.code()).as(ran.err()).isZero();
            assertThat(ran.out()
                            .lines()
                            .filter(line -> line.startsWith("Set-Certificates"))
                            .map(line -> line.replaceAll("'MII[^']*'", "X")
                                    .replaceAll(".*?[=']([^@=]*@example.com).*(@\\(.*?\\))$", "$1 $2")))
                    .containsExactly("Ada@example.com @(X)", "gone@example.com @()", "unlisted@example.com @()");
        }
        Path map = Files.writeString(
                folder.resolve("map.csv"),
                "\ufeffmail,DistinguishedName\r\nADA@example.com,\"CN=Ada, L.,DC=example\"\r\nx,y\r\n\"unlisted@example.com\",CN=U\r\n");
        Ran ldif = export("--for", "ad", "--dn-map", map.toString());
        assertThat(ldif.code()).as(ldif.err()).isZero();
        assertThat(ldif.out().lines().filter(line -> line.startsWith("dn:")))
                .containsExactly("dn: CN=Ada, L.,DC=example", "dn: CN=U");
        assertThat(ldif.err()).contains("has no address of theirs: 1.");
    }

    @Test
    void onlyThosePeopleAreTakenWhoseCertificatesChanged(@TempDir Path other) {
        MovingClock clock = MovingClock.started();
        try (Signet signet = TestCa.open(TestCa.copy(other), clock)) {
            CertificateRecord first = issued(signet, "first", KeyUse.BOTH);
            clock.forward(Duration.ofDays(2));
            Instant then = clock.instant();
            assertThat(changed(signet, then)).isEmpty();
            issued(signet, "second", KeyUse.BOTH);
            assertThat(changed(signet, then)).containsExactly("second@example.com 1");
            revoke(signet, first);
            assertThat(changed(signet, then)).containsExactly("first@example.com 0", "second@example.com 1");
            clock.forward(Duration.ofDays(1));
            then = clock.instant();
            assertThat(changed(signet, then)).isEmpty();
            clock.forward(Duration.ofDays(2000));
            assertThat(changed(signet, then)).as("it ended").contains("second@example.com 0");
        }
    }

    private static List<String> changed(Signet signet, Instant since) {
        List<String> all = new ArrayList<>();
        signet.addressBook()
                .directory()
                .people(Optional.of(since), part -> assertThat(part).isBetween(0, 1000))
                .forEachRemaining((Entry entry) -> all.add(
                        entry.addresses().get(0) + " " + entry.certificates().size()));
        return all;
    }

    @Test
    void theDnsIsToldOfThoseWhoAreListedAndThenOfChanges() throws Exception {
        Ran zone = export("--for", "dns", "--ttl", "60", "--domain", "example.com");
        assertThat(zone.code()).as(zone.err()).isZero();
        assertThat(zone.out().lines().filter(line -> !line.startsWith(";")))
                .hasSize(2)
                .allMatch(line -> line.contains("._smimecert.example.com. 60 IN SMIMEA 3 0 0 30"));
        String first = folder.resolve("first.zone").toString();
        String second = folder.resolve("second.zone").toString();
        assertThat(export("--for", "nsupdate", "--zone", first)
                        .out()
                        .lines()
                        .filter(line -> line.startsWith("update add")))
                .hasSize(2);
        Ran nothing = export("--for", "nsupdate", "--since", first, "--zone", second);
        assertThat(nothing.code()).as(nothing.err()).isZero();
        assertThat(nothing.out()).isEmpty();
        assertThat(Files.readString(Path.of(second))).isEqualTo(Files.readString(Path.of(first)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--for dns --since 2026-01-01          | --for nsupdate",
                "--for dns --domain example.org        | none of ours",
                "--for dns --ttl 0                     | at least 1",
                "--for dns --dn-map x.csv              | --for ad",
                "--for ad --since yesterday            | 2026-01-31",
                "--for ad --dn-map /nowhere.csv        | cannot be read",
                "--for ad --dn-map pom.xml             | columns DN and mail",
                "--for ad --zone x                     | nsupdate needs --zone",
                "--for nsupdate                        | nsupdate needs --zone",
                "--for nsupdate --zone target/z --since ./target/z | a file of its own",
                "--for nsupdate --zone target/z --out target/x/../z | a file of its own",
                "--for nsupdate --zone target/z --since pom.xml | line 1",
                "--for outlook                         | ad, exchange-online, dns, nsupdate",
            })
    void wrongUseIsTold(String arguments, String why) {
        Ran ran = export(arguments.strip().split(" +"));
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains(why);
    }
}
