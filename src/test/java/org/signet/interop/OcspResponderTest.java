package org.signet.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.signet.ca.authority.Hierarchy;
import org.signet.ca.profile.Company;
import org.signet.ca.profile.OcspResponder;
import org.signet.crypto.keys.SigningKey;
import org.signet.crypto.keys.SoftwareKey;
import org.signet.crypto.lint.Lint;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.policy.SignatureScheme;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.CertificateContent;
import org.signet.crypto.x509.CertificateTemplate;
import org.signet.crypto.x509.Pem;
import org.signet.model.Bytes;
import org.signet.model.SerialNumber;

/** A certificate of the profile {@code ocsp-responder} below an issuing CA, judged by our rules and by OpenSSL. */
class OcspResponderTest {
    private static final Company COMPANY =
            Company.parse("Example Company", null, "DE").orThrow();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(
            value = KeyType.class,
            names = {"RSA_3072", "EC_P256", "EC_P384"})
    void opensslTakesItForAResponder(KeyType type) throws IOException {
        SigningKey rootKey = SoftwareKey.generate(KeyType.EC_P384, Providers.newRandom());
        SigningKey issuingKey = SoftwareKey.generate(type, Providers.newRandom());
        Hierarchy.Founded founded = found(rootKey, issuingKey);
        PublicKey key =
                Providers.generate(KeyType.EC_P256, Providers.newRandom()).getPublic();
        Certificate responder = issue(founded.issuing().certificate(), issuingKey, key);
        assertThat(Lint.check(responder.content())).isEmpty();
        assertThat(responder.content().shortName()).isEqualTo("Example Company E-Mail OCSP responder");
        assertThat(responder.content().addresses()).isEmpty();
        String output = Program.require("openssl")
                .ok(
                        "verify",
                        "-x509_strict",
                        "-purpose",
                        "ocsphelper",
                        "-CAfile",
                        pem("root", founded.root().certificate()),
                        "-untrusted",
                        pem("issuing", founded.issuing().certificate()),
                        pem("responder", responder))
                .output();
        assertThat(output).contains("OK");
        assertThat(Program.require("openssl")
                        .ok("x509", "-noout", "-text", "-in", pem("responder", responder))
                        .output())
                .contains("OCSP Signing", "OCSP No Check", "Digital Signature")
                .doesNotContain("CRL Distribution Points", "Subject Alternative Name");
    }

    /** An answer signed with it is accepted, though the issuing CA is limited to mail by purpose and by name. */
    @ParameterizedTest
    @EnumSource(
            value = KeyType.class,
            names = {"RSA_3072", "EC_P256"})
    void opensslAcceptsItsAnswers(KeyType type) throws IOException {
        Program openssl = Program.require("openssl");
        SigningKey issuingKey = SoftwareKey.generate(type, Providers.newRandom());
        Hierarchy.Founded founded = found(SoftwareKey.generate(KeyType.EC_P384, Providers.newRandom()), issuingKey);
        KeyPair key = Providers.generate(type, Providers.newRandom());
        String issuing = pem("issuing", founded.issuing().certificate());
        String responder = pem("responder", issue(founded.issuing().certificate(), issuingKey, key.getPublic()));
        String secret = Pem.encode("PRIVATE KEY", Bytes.of(key.getPrivate().getEncoded()));
        Files.writeString(folder.resolve("key.pem"), secret);
        Files.writeString(
                folder.resolve("index.txt"),
                "V\t491231235959Z\t\t1001\tunknown\t/CN=ada\nR\t491231235959Z\t261101000000Z\t1002\tunknown\t/CN=eve\n");
        String answer = folder.resolve("answer.der").toString();
        openssl.ok(("ocsp -index index.txt -CA %s -rsigner %s -rkey key.pem -issuer %s -serial 0x1001 -serial 0x1002"
                        + " -no_nonce -ndays 1 -respout %s")
                .replace("index.txt", folder.resolve("index.txt").toString())
                .replace("key.pem", folder.resolve("key.pem").toString())
                .formatted(issuing, responder, issuing, answer)
                .split(" "));
        String output = openssl.ok(
                        "ocsp -respin %s -issuer %s -serial 0x1001 -serial 0x1002 -CAfile %s -verify_other %s"
                                .formatted(
                                        answer,
                                        issuing,
                                        pem("root", founded.root().certificate()),
                                        issuing)
                                .split(" "))
                .output();
        assertThat(output).contains("Response verify OK", "0x1001: good", "0x1002: revoked");
    }

    private static Hierarchy.Founded found(SigningKey rootKey, SigningKey issuingKey) {
        return new Hierarchy(null, null, null, Clock.systemUTC(), Providers.newRandom())
                .found(
                        new Hierarchy.Plan(COMPANY, List.of("example.com"), "http://pki.example.com", true),
                        rootKey,
                        issuingKey)
                .orThrow();
    }

    private static Certificate issue(Certificate issuer, SigningKey issuingKey, PublicKey key) {
        Instant now = Instant.now();
        SignatureScheme scheme = SignatureScheme.forKey(issuingKey.publicKey());
        CertificateTemplate template = new CertificateTemplate(
                SerialNumber.next(now, Providers.newRandom()),
                issuer,
                OcspResponder.subject(COMPANY),
                OcspResponder.validity(now.minusSeconds(300)),
                key,
                scheme,
                OcspResponder.purpose(),
                null,
                List.of(),
                List.of(),
                CertificateTemplate.Links.NONE);
        CertificateContent content = CertificateContent.parse(template.encode()).orThrow();
        return Certificate.assemble(
                content, issuingKey.sign(scheme, content.der().toArray()));
    }

    private String pem(String name, Certificate certificate) throws IOException {
        return Files.writeString(folder.resolve(name + ".pem"), certificate.pem())
                .toString();
    }
}
