package org.signet.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.app.Csr;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.ca.authority.Issuer;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.PathValidation;

/**
 * What an issuing CA of ours, limited to its mail domains, could be made to sign if it fell into wrong hands, and who would
 * believe it. Signet must be right in every row. The others pass an internationalised mailbox unread, save OpenSSL 3.0, which
 * knows it with U-labels as RFC 8398 wrote them, but not with the A-labels of RFC 9598, and no sub-domain.
 */
class NameConstraintsTest {
    private static Signet signet;
    private static Issuer root;
    private static Issuer issuing;
    private static Misissuance thief;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void found() throws IOException {
        signet = TestCa.open(TestCa.found(
                folder.resolve("ca"), List.of("example.com", "xn--mller-kva.example"), "http://localhost:8080"));
        root = signet.hierarchy().find("root-1").orThrow();
        issuing = signet.hierarchy().find("issuing-1").orThrow();
        thief = new Misissuance(
                issuing.certificate(),
                signet.keys().key(issuing).orThrow(),
                Csr.key(KeyType.EC_P256).getPublic());
        Program certutil = Program.require("certutil");
        certutil.ok("-N", "-d", database(), "--empty-password");
        certutil.ok("-A", "-d", database(), "-n", "root", "-t", ",C,", "-a", "-i", pem("root", root.certificate()));
        certutil.ok(
                "-A", "-d", database(), "-n", "issuing", "-t", ",,", "-a", "-i", pem("issuing", issuing.certificate()));
    }

    @AfterAll
    static void close() {
        signet.close();
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
        subject,             alternative names,                             Signet, OpenSSL, NSS, Java, Bouncy Castle
        CN=Ada,              rfc822:ada@example.com,                        yes,    yes,     yes, yes,  yes
        CN=Ada,              rfc822:ada@EXAMPLE.Com,                        yes,    yes,     yes, yes,  yes
        CN=Ada,              rfc822:ada@sub.example.com,                    yes,    yes,     yes, yes,  yes
        CN=Ada,              rfc822:ada@deep.sub.example.com,               yes,    yes,     yes, yes,  yes
        CN=Ada,              rfc822:ada@xn--mller-kva.example,              yes,    yes,     yes, yes,  yes
        CN=Ada,              rfc822:ada@other.org,                          no,     no,      no,  no,   no
        CN=Ada,              rfc822:ada@badexample.com,                     no,     no,      no,  no,   no
        CN=Ada,              rfc822:ada@example.com.other.org,              no,     no,      no,  no,   no
        CN=Ada,              rfc822:other.org,                              no,     no,      no,  no,   no
        CN=Ada,              rfc822:ada@example.com@other.org,              no,     no,      no,  no,   no
        CN=Ada,              rfc822:ada@example.com rfc822:ada@other.org,   no,     no,      no,  no,   no
        CN=Ada,              utf8:jürgen@example.com,                       yes,    yes,     yes, yes,  yes
        CN=Ada,              utf8:jürgen@EXAMPLE.com,                       yes,    yes,     yes, yes,  yes
        CN=Ada,              utf8:jürgen@sub.example.com,                   yes,    no,      yes, yes,  yes
        CN=Ada,              utf8:jürgen@xn--mller-kva.example,             yes,    no,      yes, yes,  yes
        CN=Ada,              utf8:jürgen@müller.example,                    yes,    yes,     yes, yes,  yes
        CN=Ada,              utf8:jürgen@other.org,                         no,     no,      yes, yes,  yes
        CN=Ada,              utf8:jürgen@xn--maler-kva.example,             no,     no,      yes, yes,  yes
        CN=Ada,              utf8:jürgen@mäler.example,                     no,     no,      yes, yes,  yes
        CN=Ada,              rfc822:ada@example.com utf8:jürgen@other.org,  no,     no,      yes, yes,  yes
        E=ada@example.com,   ,                                              yes,    yes,     yes, yes,  yes
        E=ada@other.org,     ,                                              no,     no,      no,  no,   no
        E=ada@other.org,     rfc822:ada@example.com,                        no,     no,      no,  yes,  no
        U=ada@other.org,     ,                                              no,     no,      no,  no,   no
        U=jürgen@other.org,  ,                                              no,     no,      no,  no,   no
        CN=ada@other.org,    ,                                              yes,    yes,     yes, yes,  yes
        """)
    void judged(String subject, String names, String ours, String openssl, String nss, String java, String bouncyCastle)
            throws Exception {
        Certificate leaf = thief.leaf(subject, Optional.ofNullable(names));
        assertThat(Stream.of(signet(leaf), openssl(leaf), nss(leaf), java(leaf), bouncyCastle(leaf))
                        .map(believed -> believed ? "yes" : "no"))
                .as("Signet, OpenSSL, NSS, Java, Bouncy Castle")
                .containsExactly(ours, openssl, nss, java, bouncyCastle);
    }

    private static boolean signet(Certificate leaf) {
        return PathValidation.path(
                        leaf,
                        new PathValidation.Setting(
                                List.of(root.certificate()),
                                List.of(issuing.certificate()),
                                Optional.empty(),
                                Instant.now(),
                                PathValidation.Policies.ANY,
                                PathValidation.Strength.TODAY))
                .isOk();
    }

    private static boolean openssl(Certificate leaf) throws IOException {
        String line = "verify -x509_strict -purpose smimesign -CAfile " + folder.resolve("root.pem") + " -untrusted "
                + folder.resolve("issuing.pem") + " " + pem("leaf", leaf);
        return Program.require("openssl").run(line.split(" ")).exit() == 0;
    }

    private static boolean nss(Certificate leaf) throws IOException {
        Program certutil = Program.require("certutil");
        String name = leaf.content().serial().hex();
        certutil.ok("-A", "-d", database(), "-n", name, "-t", ",,", "-a", "-i", pem("leaf", leaf));
        return certutil.run("-V", "-d", database(), "-n", name, "-u", "S").exit() == 0;
    }

    private static boolean java(Certificate leaf) throws GeneralSecurityException {
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(platform(root.certificate()), null)));
        parameters.setRevocationEnabled(false);
        try {
            CertPathValidator.getInstance("PKIX")
                    .validate(
                            CertificateFactory.getInstance("X.509")
                                    .generateCertPath(List.of(platform(leaf), platform(issuing.certificate()))),
                            parameters);
            return true;
        } catch (CertPathValidatorException refused) {
            return false;
        }
    }

    /** Its path builder alone, with which our own begins. */
    private static boolean bouncyCastle(Certificate leaf) throws GeneralSecurityException {
        X509CertSelector target = new X509CertSelector();
        target.setCertificate(platform(leaf));
        PKIXBuilderParameters parameters =
                new PKIXBuilderParameters(Set.of(new TrustAnchor(platform(root.certificate()), null)), target);
        parameters.setRevocationEnabled(false);
        parameters.addCertStore(Providers.collection(List.of(platform(leaf), platform(issuing.certificate()))));
        try {
            Providers.paths().build(parameters);
            return true;
        } catch (CertPathBuilderException refused) {
            return false;
        }
    }

    private static X509Certificate platform(Certificate certificate) throws GeneralSecurityException {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(certificate.der().toArray()));
    }

    private static String database() {
        return "sql:" + folder;
    }

    private static String pem(String name, Certificate certificate) throws IOException {
        return Files.writeString(folder.resolve(name + ".pem"), certificate.pem())
                .toString();
    }
}
