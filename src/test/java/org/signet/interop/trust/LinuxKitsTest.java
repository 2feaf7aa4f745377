package org.signet.interop.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.crypto.x509.Certificate;
import org.signet.interop.Program;

/** OpenSSL, Debian and Red Hat; and what all scripts have in common. */
class LinuxKitsTest extends Kits {
    private static final List<String> SCRIPTS = List.of("debian", "redhat", "nss", "gpgsm");

    @ParameterizedTest
    @EnumSource(Moment.class)
    void openSslTrustsTheRootForMailAlone(Moment moment) {
        Path kit = kit("openssl", moment.site());
        Program openssl = Program.require("openssl");
        assertThat(openssl.ok("x509", "-in", kit.toString(), "-noout", "-text").output())
                .containsPattern("Trusted Uses:\\s+E-mail Protection\n");
        opensslTrusts(kit, moment);
        // OpenSSL itself writes the same.
        Path root = write(
                folder.resolve("root.der"), moment.site().anchors().root().der().toArray());
        Path trusted = folder.resolve("ours.pem");
        openssl.ok(
                "x509",
                "-inform",
                "DER",
                "-in",
                root.toString(),
                "-addtrust",
                "emailProtection",
                "-trustout",
                "-out",
                trusted.toString());
        assertThat(kit).content(StandardCharsets.US_ASCII).startsWith(text(trusted));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Example Company",
                "\"><script>",
                "$(reboot)",
                "`id`",
                "a\nb",
                "\uD83D\uDE00",
                "%PATH%",
                "'; id; '"
            })
    void scriptsAreWithoutFault(String company) {
        Program shellcheck = Program.require("shellcheck");
        for (String id : SCRIPTS) {
            shellcheck.ok(
                    "--shell=sh",
                    "--severity=style",
                    kit(id, named(ca.during(), company)).toString());
        }
    }

    @Test
    void aScriptAsksAndADamagedOneStops() throws Exception {
        for (String id : SCRIPTS) {
            Path script = kit(id, ca.before());
            Path home = Files.createDirectory(folder.resolve("home-" + id));
            Map<String, String> there = Map.of(
                    "HOME",
                    home.toString(),
                    "DESTDIR",
                    home.toString(),
                    "GNUPGHOME",
                    home.resolve("g").toString());
            Program.Result asked = sh(there, script);
            assertThat(asked.expect(1).output())
                    .contains(ca.before().anchors().root().sha256().groups(), "Nothing was changed");
            String text = Files.readString(script);
            int inside = text.indexOf("-----BEGIN") + 200;
            Files.writeString(
                    script,
                    text.substring(0, inside) + (text.charAt(inside) == 'A' ? 'B' : 'A') + text.substring(inside + 1));
            assertThat(sh(there, script, "--yes").expect(1).output()).contains("was damaged on its way");
            try (Stream<Path> files = Files.list(home)) {
                assertThat(files).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nss", "gpgsm"})
    void aScriptSaysWhichProgramIsMissing(String id) throws Exception {
        Path tools = Files.createDirectory(folder.resolve("bin"));
        for (String tool : List.of("mktemp", "rm", "cat")) {
            Files.createSymbolicLink(tools.resolve(tool), Path.of("/bin", tool));
        }
        Program.Result result = Program.of(
                        Map.of("PATH", tools.toString()),
                        "/bin/sh",
                        kit(id, ca.before()).toString())
                .run("--yes");
        assertThat(result.expect(3).output()).contains("This needs " + (id.equals("nss") ? "certutil" : "gpgsm"));
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void debianTrustsForMailAloneUnlessAskedForAll(Moment moment) throws Exception {
        Path script = kit("debian", moment.site());
        Map<String, String> image = Map.of("DESTDIR", folder.toString());
        sh(image, script, "--yes").expect(0);
        opensslTrusts(folder.resolve("etc/ssl/mail/example-company.pem"), moment);
        assertThat(folder.resolve("usr")).doesNotExist();
        Program.require("update-ca-certificates");
        sh(image, script, "--yes", "--system").expect(0);
        List<String> names = moment.site().anchors().roots().stream()
                .map(root -> "example-company-root-" + root.sha256().hex().substring(0, 8) + ".crt")
                .toList();
        try (Stream<Path> files = Files.list(folder.resolve("usr/local/share/ca-certificates"))) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrderElementsOf(names);
        }
        String bundle = Files.readString(folder.resolve("etc/ssl/certs/ca-certificates.crt"));
        for (Certificate root : moment.site().anchors().roots()) {
            assertThat(bundle).contains(root.pem());
        }
        opensslTrusts(folder.resolve("etc/ssl/certs/ca-certificates.crt"), moment);
    }

    /** p11-kit itself, as NSS asks it on Red Hat: its module in a database of NSS, looking into the folder that the script filled. */
    @ParameterizedTest
    @EnumSource(Moment.class)
    void redHatTrustsForMailAlone(Moment moment) throws Exception {
        Path module = p11Module();
        sh(Map.of("DESTDIR", folder.toString()), kit("redhat", moment.site()), "--yes")
                .expect(0);
        Path source = folder.resolve("etc/pki/ca-trust/source");
        assertThat(source.resolve("example-company.pem")).exists();
        Path database = Files.createDirectory(folder.resolve("db"));
        Program certutil = Program.require("certutil");
        certutil.ok("-N", "-d", "sql:" + database, "--empty-password");
        Program.require("modutil")
                .ok(
                        "-force",
                        "-dbdir",
                        "sql:" + database,
                        "-add",
                        "trust",
                        "-libfile",
                        module.toString(),
                        "-string",
                        "paths='" + source + "'");
        String listed = certutil.ok("-L", "-d", "sql:" + database, "-h", "all").output();
        for (Certificate root : moment.site().anchors().roots()) {
            String name = root.content().subject().replaceAll(".*CN=", "");
            assertThat(listed).containsPattern(name + "\\s+,C, *\n");
        }
        // As a signed message brings it along.
        for (Certificate below : moment.site().anchors().issuing()) {
            Path pem = write(folder.resolve("one.pem"), below.pem().getBytes(StandardCharsets.US_ASCII));
            String name = below.sha256().hex();
            certutil.ok("-A", "-d", "sql:" + database, "-n", name, "-t", ",,", "-a", "-i", pem.toString());
        }
        nssTrusts(database, moment);
    }

    /** It lies beside the program, wherever that was installed. */
    private static Path p11Module() throws IOException {
        Program.require("trust");
        Path program = Arrays.stream(System.getenv("PATH").split(":"))
                .map(each -> Path.of(each, "trust"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
        try (Stream<Path> files = Files.find(
                program.getParent().resolveSibling("lib"),
                3,
                (file, attributes) -> file.endsWith("pkcs11/p11-kit-trust.so"))) {
            List<Path> found = files.toList();
            Assumptions.assumeFalse(found.isEmpty(), "left out: p11-kit-trust.so is not where its program is");
            return found.get(0);
        }
    }
}
