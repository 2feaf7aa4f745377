package org.signet.interop.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.crypto.x509.Certificate;
import org.signet.interop.Program;
import org.signet.model.Bytes;

/** Programs that keep a store of their own: NSS, gpgsm, Java, Mozilla's. */
class ProgramKitsTest extends Kits {
    @ParameterizedTest
    @EnumSource(Moment.class)
    void nssTrustsTheRootForMailAndWhatIsBelowOnlyThroughIt(Moment moment) throws Exception {
        Program certutil = Program.require("certutil");
        Path profile = Files.createDirectories(folder.resolve(".thunderbird/abc.default"));
        certutil.ok("-N", "-d", "sql:" + profile, "--empty-password");
        Path script = kit("nss", moment.site());
        sh(Map.of("HOME", folder.toString()), script, "--yes").expect(0);
        // Again changes nothing.
        sh(Map.of("HOME", folder.toString()), script, "--yes").expect(0);
        for (Path database : List.of(profile, folder.resolve(".pki/nssdb"))) {
            String listed = certutil.ok("-L", "-d", "sql:" + database).output();
            for (Certificate root : moment.site().anchors().roots()) {
                assertThat(listed)
                        .containsPattern("-root-" + root.sha256().hex().substring(0, 8) + "\\s+,C, *\n");
            }
            for (Certificate below : moment.site().anchors().issuing()) {
                assertThat(listed).containsPattern("-ca-" + below.sha256().hex().substring(0, 8) + "\\s+,, *\n");
            }
            nssTrusts(database, moment);
        }
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void gpgsmFindsTheCasTrusted(Moment moment) throws Exception {
        Program.require("gpgsm");
        // Sockets of gpg-agent need a short path.
        Path home = Files.createTempDirectory(Path.of("/tmp"), "gs");
        // Whoever edited it by hand left no line end.
        Files.writeString(home.resolve("gpgsm.conf"), "disable-crl-checks");
        Map<String, String> there = Map.of("GNUPGHOME", home.toString());
        try {
            Path script = kit("gpgsm", moment.site());
            sh(there, script, "--yes").expect(0);
            sh(there, script, "--yes").expect(0);
            assertThat(Files.readAllLines(home.resolve("gpgsm.conf")))
                    .containsExactly("disable-crl-checks", "ignore-cert-extension 2.5.29.30");
            for (Bytes message : moment.messages()) {
                Path file = write(folder.resolve("message.eml"), message.toArray());
                Path signature = folder.resolve("message.p7s");
                Path content = folder.resolve("content");
                Program python = Program.require("python3");
                python.ok("-c", SPLIT, file.toString(), content.toString(), signature.toString());
                Program.Result verified = Program.of(there, "gpgsm")
                        .run("--batch", "--status-fd", "1", "--verify", signature.toString(), content.toString());
                assertThat(verified.expect(0).output()).contains("TRUST_FULLY");
            }
        } finally {
            Program.of(there, "gpgconf").run("--kill", "all");
            try (Stream<Path> files = Files.walk(home)) {
                for (Path file :
                        files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /** The two parts of a multipart/signed, by another reader of mail. */
    private static final String SPLIT = """
            import email, re, sys
            raw = open(sys.argv[1], 'rb').read()
            message = email.message_from_bytes(raw)
            mark = b'--' + message.get_boundary().encode()
            content = raw.split(mark + b'\\r\\n')[1]
            open(sys.argv[2], 'wb').write(content[:-2])
            open(sys.argv[3], 'wb').write(message.get_payload()[1].get_payload(decode=True))
            """;

    @ParameterizedTest
    @EnumSource(Moment.class)
    void keytoolListsTheRootsAsTrusted(Moment moment) {
        Program keytool = Program.require("keytool");
        String listed = keytool.ok(
                        "-J-Duser.language=en",
                        "-list",
                        "-keystore",
                        kit("java", moment.site()).toString(),
                        "-storepass",
                        "changeit")
                .output();
        assertThat(listed).contains(moment.site().anchors().roots().size() + " entr");
        assertThat(listed.split("trustedCertEntry", -1))
                .hasSize(moment.site().anchors().roots().size() + 1);
        for (Certificate root : moment.site().anchors().roots()) {
            assertThat(listed.replace(":", ""))
                    .containsIgnoringCase(root.sha256().hex());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Example Company", "\"><script>", "\", \"x", "a\nb"})
    void mozillasPolicyIsJsonAndItsFilesAreThere(String company) {
        Path zip = kit("thunderbird", named(ca.during(), company));
        String read =
                Program.require("python3").ok("-c", READ_POLICY, zip.toString()).output();
        assertThat(read.lines().filter(line -> line.startsWith("root ")).collect(Collectors.toList()))
                .hasSize(ca.during().anchors().roots().size());
    }

    private static final String READ_POLICY = """
            import json, sys, zipfile
            z = zipfile.ZipFile(sys.argv[1])
            assert z.testzip() is None
            policy = json.loads(z.read('distribution/policies.json'))
            assert list(policy) == ['policies'] and list(policy['policies']) == ['Certificates']
            for name in policy['policies']['Certificates']['Install']:
                assert z.read('distribution/certificates/' + name).startswith(b'-----BEGIN CERTIFICATE-----')
                print('root', name)
            """;
}
