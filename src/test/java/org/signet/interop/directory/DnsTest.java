package org.signet.interop.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.app.Wanted;
import org.signet.ca.revocation.Revocation;
import org.signet.cli.Ran;
import org.signet.interop.Packaged;
import org.signet.interop.Program;
import org.signet.model.CertificateRecord;
import org.signet.model.RevocationReason;

/** Knot serves our records and takes our changes; dig reads them back. */
class DnsTest {
    @TempDir
    private Path folder;

    private final int port = Packaged.freePort();
    private Process knot;

    @AfterEach
    void stop() throws Exception {
        if (knot != null) {
            knot.destroy();
            knot.waitFor(10, TimeUnit.SECONDS);
        }
    }

    private static CertificateRecord issued(Path data, String local) {
        try (Signet signet = TestCa.open(data)) {
            return Wanted.of(local + "@example.com").named("Ada").from(signet).certificate();
        }
    }

    private void serve() throws Exception {
        Files.writeString(
                folder.resolve("example.com.zone"),
                "$ORIGIN example.com.\n$TTL 3600\n@ SOA ns hostmaster 1 3600 900 86400 300\n@ NS ns\nns A 127.0.0.1\n"
                        + "$INCLUDE smimea.zone\n");
        Files.writeString(folder.resolve("knot.conf"), """
                server:
                    listen: 127.0.0.1@%d
                    rundir: "%s"
                database:
                    storage: "%s"
                log:
                  - target: stderr
                    any: warning
                acl:
                  - id: here
                    address: 127.0.0.1
                    action: update
                zone:
                  - domain: example.com
                    storage: "%s"
                    file: example.com.zone
                    zonefile-sync: -1
                    dnssec-signing: on
                    acl: here
                """.formatted(port, folder, folder, folder));
        ProcessBuilder command = new ProcessBuilder(
                        Unpacked.path("knotd"),
                        "-c",
                        folder.resolve("knot.conf").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("knot.log").toFile());
        command.environment().putAll(Unpacked.environment("knotd"));
        knot = command.start();
        for (int i = 0; i < 100 && !ask("example.com", "SOA").contains("hostmaster"); i++) {
            assertThat(knot.isAlive())
                    .as(Files.readString(folder.resolve("knot.log")))
                    .isTrue();
            Thread.sleep(100);
        }
    }

    private String ask(String name, String type, String... more) {
        List<String> arguments = new java.util.ArrayList<>(
                List.of("@127.0.0.1", "-p", Integer.toString(port), "+tcp", "+short", "+tries=1", "+time=2"));
        arguments.addAll(List.of(more));
        arguments.addAll(List.of(name, type));
        return Unpacked.program("dig").run(arguments.toArray(String[]::new)).output();
    }

    /** By RFC 8162 §3, computed here. */
    private static String owner(String local) throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(local.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash, 0, 28) + "._smimecert.example.com";
    }

    private List<String> records(String local) throws Exception {
        // The first line repeats the command.
        return ask(owner(local), "TYPE53")
                .lines()
                .skip(1)
                .map(line -> line.replace(" ", "").toLowerCase(java.util.Locale.ROOT))
                .toList();
    }

    private static String record(CertificateRecord certificate) {
        return "300" + certificate.der().hex();
    }

    private static Ran export(Path data, String... arguments) {
        List<String> all = new java.util.ArrayList<>(List.of("export-directory", "--data", data.toString()));
        all.addAll(List.of(arguments));
        Ran ran = Ran.of(all.toArray(String[]::new));
        assertThat(ran.code()).as(ran.err()).isZero();
        return ran;
    }

    @Test
    void recordsAreServedAndChangedByteForByte() throws Exception {
        Program.require("knotd");
        Program nsupdate = Unpacked.program("nsupdate");
        Path data = TestCa.copy(folder);
        CertificateRecord ada = issued(data, "Ada");
        CertificateRecord eve = issued(data, "o'brien+x");
        String last = folder.resolve("smimea.zone").toString();
        export(data, "--for", "dns", "--domain", "example.com", "--out", last);
        serve();
        assertThat(records("Ada")).containsExactly(record(ada));
        assertThat(records("ada")).as("a variant").containsExactly(record(ada));
        assertThat(records("o'brien+x")).containsExactly(record(eve));
        assertThat(records("nobody")).isEmpty();
        assertThat(ask(owner("Ada"), "TYPE53", "+dnssec")).contains("SMIMEA 13 4");

        CertificateRecord newer = issued(data, "ada");
        CertificateRecord bob = issued(data, "bob");
        try (Signet signet = TestCa.open(data)) {
            signet.revocation()
                    .revoke(eve.serial(), Revocation.Grounds.of(RevocationReason.SUPERSEDED), TestCa.OPERATOR)
                    .orThrow();
        }
        String now = folder.resolve("now.zone").toString();
        Ran changes = export(data, "--for", "nsupdate", "--since", last, "--zone", now, "--domain", "example.com");
        nsupdate.run(("server 127.0.0.1 " + port + "\n" + changes.out()).getBytes(StandardCharsets.US_ASCII), "-v")
                .expect(0);
        assertThat(records("ada")).containsExactlyInAnyOrder(record(newer), record(ada));
        assertThat(records("Ada")).containsExactlyInAnyOrder(record(newer), record(ada));
        assertThat(records("bob")).containsExactly(record(bob));
        assertThat(records("o'brien+x")).isEmpty();
        assertThat(export(data, "--for", "nsupdate", "--since", now, "--zone", last, "--domain", "example.com")
                        .out())
                .isEmpty();
    }
}
