package org.signet.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.signet.app.Csr;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.ca.authority.Issued;
import org.signet.ca.authority.Issuer;
import org.signet.ca.profile.PolicyArc;
import org.signet.ca.profile.Profile;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.x509.Certificate;
import org.signet.model.EmailAddress;
import org.signet.model.KeyUse;
import org.signet.model.PersonName;

/** Every profile, judged by other makers' programs. */
class ProfilesTest {
    private static final EmailAddress ADA =
            EmailAddress.parse("ada@example.com").orThrow();
    private static Signet ours;
    /** Asserts the Baseline Requirements' own policies, so that every rule on them applies. */
    private static Signet forum;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void found() {
        ours = TestCa.open(TestCa.found(folder.resolve("ours"), new PolicyArc("1.3.6.1.4.1.99999.1")));
        forum = TestCa.open(TestCa.found(folder.resolve("forum"), new PolicyArc("2.23.140.1.5")));
    }

    @AfterAll
    static void close() {
        ours.close();
        forum.close();
    }

    static Stream<Arguments> all() {
        List<Arguments> cases = new ArrayList<>();
        for (Profile profile : ours.profiles().all()) {
            for (KeyUse use : KeyUse.values()) {
                for (KeyType key : List.of(KeyType.RSA_2048, KeyType.EC_P256, KeyType.EC_P384)) {
                    cases.add(Arguments.of(profile.id(), use, key));
                }
            }
        }
        return cases.stream();
    }

    private static Issued issue(Signet signet, String profile, KeyUse use, KeyType key) {
        return signet.operatorIssuance()
                .issue(
                        List.of(
                                ADA,
                                EmailAddress.parse("ada.lovelace@example.com").orThrow()),
                        Optional.of(PersonName.parse("Ada Lovelace").orThrow()),
                        signet.profiles().find(profile).orThrow(),
                        use,
                        Csr.parsed(Csr.key(key)),
                        TestCa.OPERATOR)
                .orThrow();
    }

    private static Path pem(Certificate certificate) {
        return write(certificate.content().serial().hex() + ".pem", certificate.pem());
    }

    private static Path write(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void opensslAccepts(String profile, KeyUse use, KeyType key) {
        Program openssl = Program.require("openssl");
        List<Certificate> chain = issue(ours, profile, use, key).chain().certificates();
        List<String> purposes = switch (use) {
            case SIGN -> List.of("smimesign");
            case ENCRYPT -> List.of("smimeencrypt");
            case BOTH -> List.of("smimesign", "smimeencrypt");
        };
        for (String purpose : purposes) {
            openssl.ok(
                    "verify",
                    "-x509_strict",
                    "-policy_check",
                    "-explicit_policy",
                    "-policy",
                    ours.profiles().find(profile).orThrow().policy(),
                    "-purpose",
                    // OpenSSL asks for keyEncipherment, which an EC key must not have.
                    purpose.equals("smimeencrypt") && !key.isRsa() ? "any" : purpose,
                    "-CAfile",
                    pem(chain.get(2)).toString(),
                    "-untrusted",
                    pem(chain.get(1)).toString(),
                    pem(chain.get(0)).toString());
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void javaAccepts(String profile, KeyUse use, KeyType key) throws Exception {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<X509Certificate> chain = new ArrayList<>();
        for (Certificate certificate : issue(ours, profile, use, key).chain().certificates()) {
            chain.add((X509Certificate) factory.generateCertificate(
                    new java.io.ByteArrayInputStream(certificate.der().toArray())));
        }
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(chain.get(2), null)));
        parameters.setRevocationEnabled(false);
        parameters.setExplicitPolicyRequired(true);
        CertPathValidator.getInstance("PKIX").validate(factory.generateCertPath(chain.subList(0, 2)), parameters);
    }

    @ParameterizedTest
    @MethodSource("all")
    void nssAccepts(String profile, KeyUse use, KeyType key) {
        Program certutil = Program.require("certutil");
        List<Certificate> chain = issue(ours, profile, use, key).chain().certificates();
        Path database = folder.resolve("nss-" + chain.get(0).content().serial().hex());
        String where = "sql:" + database;
        assertThat(database.toFile().mkdir()).isTrue();
        certutil.ok("-N", "-d", where, "--empty-password");
        String[] trust = {",,", ",,", ",C,"};
        for (int i = 0; i < chain.size(); i++) {
            certutil.ok(
                    "-A",
                    "-d",
                    where,
                    "-n",
                    "c" + i,
                    "-t",
                    trust[i],
                    "-a",
                    "-i",
                    pem(chain.get(i)).toString());
        }
        assertThat(certutil.run("-V", "-d", where, "-n", "c0", "-u", "S").exit() == 0)
                .isEqualTo(use.signs());
        boolean recipient =
                certutil.run("-V", "-d", where, "-n", "c0", "-u", "R").exit() == 0;
        // NSS asks an EC key that signs alone for no keyAgreement.
        assertThat(recipient).isEqualTo(use.encrypts() || !key.isRsa());
    }

    /** With the line that a critical name constraint needs; all in one go, since gpgsm is slow to start. */
    @Test
    void gpgsmAcceptsThoseOfRsaKeys() {
        Issuer root = ours.hierarchy().find("root-1").orThrow();
        StringBuilder file = new StringBuilder();
        int leaves = 0;
        for (Profile profile : ours.profiles().all()) {
            for (KeyUse use : KeyUse.values()) {
                Issued issued = issue(ours, profile.id(), use, KeyType.RSA_2048);
                issued.chain().certificates().forEach(each -> file.append(each.pem()));
                leaves++;
            }
        }
        try (Gpgsm gpgsm = Gpgsm.trusting(root.certificate())) {
            gpgsm.ok("--import", write("gpgsm.pem", file.toString()).toString());
            String output = gpgsm.ok("--with-validation", "--list-keys", "ada@example.com")
                    .output();
            assertThat(output.lines().filter(line -> line.contains("ID:"))).hasSize(leaves);
            assertThat(output.lines().filter(line -> line.contains("[certificate is good]")))
                    .hasSize(leaves);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void zlintHasNothingToSay(String profile, KeyUse use, KeyType key) {
        assertThat(Zlint.findings(issue(forum, profile, use, key).leaf().pem())).isEmpty();
        assertThat(Zlint.findings(issue(ours, profile, use, key).leaf().pem())).isSubsetOf(Zlint.OWN_POLICY);
    }
}
