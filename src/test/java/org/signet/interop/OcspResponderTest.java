package org.signet.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.ca.authority.Issuer;
import org.signet.ca.profile.Company;
import org.signet.ca.profile.OcspResponder;
import org.signet.crypto.keys.SigningKey;
import org.signet.crypto.lint.Lint;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.policy.SignatureScheme;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.CertificateContent;
import org.signet.crypto.x509.CertificateTemplate;
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
        try (Signet signet = TestCa.open(TestCa.found(folder.resolve("ca"), type, true))) {
            Issuer root = signet.hierarchy().find("root-1").orThrow();
            Issuer issuing = signet.hierarchy().find("issuing-1").orThrow();
            judge(root, issuing, signet.keys().key(issuing).orThrow());
        }
    }

    private void judge(Issuer root, Issuer issuing, SigningKey issuingKey) throws IOException {
        Certificate responder = issue(issuing.certificate(), issuingKey);
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
                        pem("root", root.certificate()),
                        "-untrusted",
                        pem("issuing", issuing.certificate()),
                        pem("responder", responder))
                .output();
        assertThat(output).contains("OK");
        assertThat(Program.require("openssl")
                        .ok("x509", "-noout", "-text", "-in", pem("responder", responder))
                        .output())
                .contains("OCSP Signing", "OCSP No Check", "Digital Signature")
                .doesNotContain("CRL Distribution Points", "Subject Alternative Name");
    }

    private static Certificate issue(Certificate issuer, SigningKey issuingKey) {
        KeyPair key = Providers.generate(KeyType.EC_P256, Providers.newRandom());
        Instant now = Instant.now();
        SignatureScheme scheme = SignatureScheme.forKey(issuingKey.publicKey());
        CertificateTemplate template = new CertificateTemplate(
                SerialNumber.next(now, Providers.newRandom()),
                issuer,
                OcspResponder.subject(COMPANY),
                OcspResponder.validity(now.minusSeconds(300)),
                key.getPublic(),
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
