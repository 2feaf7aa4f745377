package org.signet.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
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
        try (Signet signet = TestCa.open(TestCa.found(folder.resolve("ca"), type, true))) {
            Issuer root = signet.hierarchy().find("root-1").orThrow();
            Issuer issuing = signet.hierarchy().find("issuing-1").orThrow();
            judge(root, issuing, signet.keys().key(issuing).orThrow());
        }
    }

    private void judge(Issuer root, Issuer issuing, SigningKey issuingKey) throws IOException {
        PublicKey key =
                Providers.generate(KeyType.EC_P256, Providers.newRandom()).getPublic();
        Certificate responder = issue(issuing.certificate(), issuingKey, key);
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

    /** An answer signed with it is accepted, though the issuing CA is limited to mail by purpose and by name. */
    @ParameterizedTest
    @EnumSource(
            value = KeyType.class,
            names = {"RSA_3072", "EC_P256"})
    void opensslAcceptsItsAnswers(KeyType type) throws IOException {
        try (Signet signet = TestCa.open(TestCa.found(folder.resolve("ca"), type, true))) {
            Issuer root = signet.hierarchy().find("root-1").orThrow();
            Issuer issuing = signet.hierarchy().find("issuing-1").orThrow();
            answer(root, issuing, signet.keys().key(issuing).orThrow());
        }
    }

    private void answer(Issuer root, Issuer issuing, SigningKey issuingKey) throws IOException {
        Program openssl = Program.require("openssl");
        KeyPair key = Providers.generate(KeyType.RSA_2048, Providers.newRandom());
        String issuer = pem("issuing", issuing.certificate());
        String responder = pem("responder", issue(issuing.certificate(), issuingKey, key.getPublic()));
        String secret = write(
                "key.pem", Pem.encode("PRIVATE KEY", Bytes.of(key.getPrivate().getEncoded())));
        String index = write(
                "index.txt",
                "V\t491231235959Z\t\t1001\tunknown\t/CN=ada\nR\t491231235959Z\t261101000000Z\t1002\tunknown\t/CN=eve\n");
        String answer = folder.resolve("answer.der").toString();
        String question = "ocsp -no_nonce -issuer " + issuer + " -serial 0x1001 -serial 0x1002";
        openssl.ok((question + " -index " + index + " -CA " + issuer + " -rsigner " + responder + " -rkey " + secret
                        + " -ndays 1 -respout " + answer)
                .split(" "));
        String output = openssl.ok((question + " -respin " + answer + " -verify_other " + issuer + " -CAfile "
                                + pem("root", root.certificate()))
                        .split(" "))
                .output();
        assertThat(output).contains("Response verify OK", "0x1001: good", "0x1002: revoked");
    }

    static Certificate issue(Certificate issuer, SigningKey issuingKey, PublicKey key) {
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
        return write(name + ".pem", certificate.pem());
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }
}
