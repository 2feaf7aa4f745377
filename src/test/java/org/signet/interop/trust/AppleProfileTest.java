package org.signet.interop.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.app.TestCa;
import org.signet.app.trust.ProfileSigner;
import org.signet.ca.trust.TrustSite;
import org.signet.crypto.keys.Passphrase;
import org.signet.interop.Packaged;
import org.signet.interop.Program;
import org.signet.model.Outcome;
import org.xml.sax.InputSource;

/** Apple's profile, read by others. */
class AppleProfileTest extends Kits {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Example Company",
                "\"><script>",
                "]]>&lt;",
                "a\nb\u0000\uFFFE",
                "\uD83D\uDE00 株式会社",
                "</string></dict>"
            })
    void applesProfileIsAPropertyList(String company) throws Exception {
        TrustSite site = named(ca.during(), company);
        Path profile = kit("apple", site);
        strict(profile);
        String read = new String(
                Program.require("python3")
                        .ok("-c", READ_PLIST, profile.toString())
                        .standardOutput(),
                StandardCharsets.UTF_8);
        List<String> lines = read.lines().filter(line -> line.contains("|")).toList();
        assertThat(lines.get(0)).isEqualTo("Configuration|1|localhost.mail-trust");
        List<String> payloads = lines.subList(1, lines.size());
        assertThat(payloads.stream().map(line -> line.split("\\|")[1]))
                .containsExactlyInAnyOrderElementsOf(site.anchors().chain().certificates().stream()
                        .map(each -> each.sha256().hex())
                        .toList());
        for (String payload : payloads) {
            boolean root = site.anchors().roots().stream()
                    .anyMatch(each -> each.sha256().hex().equals(payload.split("\\|")[1]));
            assertThat(payload).startsWith(root ? "com.apple.security.root|" : "com.apple.security.pkcs1|");
        }
        assertThat(read.lines().filter(line -> line.startsWith("uuid ")).distinct())
                .hasSize(payloads.size() + 1);
    }

    private static final String READ_PLIST = """
            import hashlib, plistlib, sys, uuid
            p = plistlib.load(open(sys.argv[1], 'rb'))
            print(p['PayloadType'], p['PayloadVersion'], p['PayloadIdentifier'], sep='|')
            print('uuid', uuid.UUID(p['PayloadUUID']))
            assert len({c['PayloadIdentifier'] for c in p['PayloadContent']}) == len(p['PayloadContent'])
            for c in p['PayloadContent']:
                print(c['PayloadType'], hashlib.sha256(c['PayloadContent']).hexdigest(), sep='|')
                print('uuid', uuid.UUID(c['PayloadUUID']))
            """;

    /** By a key that the company gives; the device takes the signature off, and has the profile as it was. */
    @ParameterizedTest
    @ValueSource(strings = {"RSA -pkeyopt rsa_keygen_bits:3072", "EC -pkeyopt ec_paramgen_curve:P-256"})
    void theCompanysSignatureHolds(String kind) throws Exception {
        CompanyKey company = companyKey(kind);
        TrustSite plain = ca.during();
        TrustSite signing = new TrustSite(
                plain.company(),
                plain.url(),
                plain.anchors(),
                plain.steps(),
                Optional.of(opened(company.p12(), "sesame").orThrow()),
                Optional.empty());
        Path signed = kit("apple", signing);
        byte[] inside = company.verified(signed).standardOutput();
        assertThat(inside).isEqualTo(Files.readAllBytes(kit("apple", plain)));
        assertThat(opened(company.p12(), "wrong").isOk()).isFalse();
        assertThat(opened(folder.resolve("none.p12"), "sesame").refusal().detail())
                .contains("none.p12", "name the .p12");
    }

    /** As an operator writes one file, and as the configuration has it for all. */
    @Test
    void theCommandSignsWithTheCompanysKey() throws Exception {
        CompanyKey company = companyKey("RSA -pkeyopt rsa_keygen_bits:2048");
        Path passphrase = Files.writeString(folder.resolve("passphrase"), "sesame\n");
        Path data = TestCa.copy(folder);
        Map<String, String> there = Map.of("SIGNET_DATA", data.toString());
        Path out = folder.resolve("apple.mobileconfig");
        Packaged.signet(
                        there,
                        "trust",
                        "--for",
                        "apple",
                        "--sign-with",
                        company.p12().toString(),
                        "--passphrase-file",
                        passphrase.toString(),
                        "--out",
                        out.toString())
                .expect(0);
        assertThat(company.verified(out).output()).contains("com.apple.security.root");
        Packaged.signet(
                        there,
                        "trust",
                        "--for",
                        "pem",
                        "--sign-with",
                        company.p12().toString())
                .expect(2);
        Packaged.signet(there, "trust", "--for", "apple", "--out", out.toString())
                .expect(0);
        assertThat(out).content().startsWith("<?xml");
        TestCa.configure(data, text -> text.replace("[trust]\n", "[trust]\nprofile_key = \"" + company.p12() + "\"\n"));
        assertThat(Packaged.signet(there, "trust", "--for", "apple").expect(2).output())
                .contains("go together");
        TestCa.configure(
                data, text -> text.replace("[trust]\n", "[trust]\nprofile_passphrase_file = \"" + passphrase + "\"\n"));
        Packaged.signet(there, "trust", "--for", "apple", "--out", out.toString())
                .expect(0);
        assertThat(company.verified(out).output()).contains("com.apple.security.root");
    }

    /**
     * A key that devices know already, made by OpenSSL.
     *
     * @param p12 with the passphrase "sesame"
     */
    private record CompanyKey(Path certificate, Path p12) {

        /** What was signed, if OpenSSL finds that the signature holds. */
        Program.Result verified(Path signed) {
            return Program.require("openssl")
                    .ok(words("cms -verify -inform DER -purpose any -in " + signed + " -CAfile " + certificate));
        }
    }

    private CompanyKey companyKey(String algorithm) {
        Program openssl = Program.require("openssl");
        Path key = folder.resolve("key.pem");
        Path certificate = folder.resolve("certificate.pem");
        Path p12 = folder.resolve("company.p12");
        openssl.ok(words("genpkey -algorithm " + algorithm + " -out " + key));
        openssl.ok(words("req -x509 -new -key " + key + " -subj /CN=Devices -days 30 -out " + certificate));
        openssl.ok(words("pkcs12 -export -inkey " + key + " -in " + certificate + " -passout pass:sesame -out " + p12));
        return new CompanyKey(certificate, p12);
    }

    private static String[] words(String line) {
        return line.split(" ");
    }

    private static Outcome<ProfileSigner> opened(Path p12, String passphrase) {
        return ProfileSigner.open(p12, Outcome.ok(Passphrase.of(passphrase.toCharArray())), Clock.systemUTC());
    }

    /** A parser that takes no fault, and fetches nothing. */
    private static void strict(Path file) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        DocumentBuilder builder = factory.newDocumentBuilder();
        builder.setEntityResolver((publicId, systemId) -> new InputSource(new StringReader("")));
        var document = builder.parse(new ByteArrayInputStream(Files.readAllBytes(file)));
        assertThat(document.getDocumentElement().getTagName()).isEqualTo("plist");
        assertThat(document.getElementsByTagName("script").getLength()).isZero();
    }
}
