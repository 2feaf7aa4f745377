package org.signet.edge.certstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERSequence;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.app.Wanted;
import org.signet.ca.access.ApiToken;
import org.signet.ca.access.Scope;
import org.signet.ca.revocation.Revocation;
import org.signet.edge.http.CrlFiles;
import org.signet.edge.http.ProblemPage;
import org.signet.edge.http.ServerSettings;
import org.signet.edge.http.WebServer;
import org.signet.edge.http.limit.RateLimit;
import org.signet.model.CertificateRecord;
import org.signet.model.KeyUse;
import org.signet.model.RevocationReason;

class CertificateStoreDoorTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static Signet signet;
    private static WebServer web;
    private static String url;
    private static String token;
    private static CertificateRecord ada;
    private static X509Certificate root;
    private static X509Certificate issuing;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        signet = TestCa.open(TestCa.copy(folder));
        web = new WebServer(
                ServerSettings.loopback(0),
                List.of(door(new RateLimit(10_000, Duration.ofSeconds(1), Clock.systemUTC()), folder)),
                ProblemPage.plain(),
                TestCa.RANDOM);
        url = web.start().get(0);
        token = signet.apiTokens()
                .create(new ApiToken.Plan("reader", Set.of(Scope.CERTIFICATES_FIND), Set.of(), 30), TestCa.OPERATOR)
                .orThrow()
                .secret()
                .text();
        root = x509(signet.authority().issuers().get(0).certificate().der().toArray());
        issuing = x509(signet.authority().issuers().get(1).certificate().der().toArray());
        ada = issued("Ada.Lovelace", KeyUse.BOTH);
        signet.crls().publishDue(trouble -> {});
        catchUp();
    }

    private static CertificateStoreDoor door(RateLimit limit, Path folder) {
        return new CertificateStoreDoor(
                signet.addressBook().search(),
                new CrlFiles(signet.crlStore(), folder.resolve("crls")),
                signet.apiTokens(),
                limit);
    }

    private static void catchUp() {
        signet.addressBook().search().catchUp(true, () -> false);
    }

    @AfterAll
    static void stop() {
        web.close();
        signet.close();
    }

    private static CertificateRecord issued(String local, KeyUse use) {
        return Wanted.of(local + "@example.com")
                .named("Ada Lovelace")
                .to(use)
                .from(signet)
                .certificate();
    }

    private static X509Certificate x509(byte[] der) throws Exception {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }

    private static X509Certificate x509(CertificateRecord record) throws Exception {
        return x509(record.der().toArray());
    }

    private static String hash(byte[] octets) throws Exception {
        return Base64.getEncoder()
                .withoutPadding()
                .encodeToString(MessageDigest.getInstance("SHA-1").digest(octets));
    }

    private static String keyIdentifier(X509Certificate certificate) throws Exception {
        byte[] extension = ASN1OctetString.getInstance(certificate.getExtensionValue("2.5.29.14"))
                .getOctets();
        return hash(ASN1OctetString.getInstance(extension).getOctets());
    }

    private static String issuerAndSerial(X509Certificate certificate) throws Exception {
        return hash(new DERSequence(new org.bouncycastle.asn1.ASN1Encodable[] {
                    ASN1Primitive.fromByteArray(
                            certificate.getIssuerX500Principal().getEncoded()),
                    new ASN1Integer(certificate.getSerialNumber())
                })
                .getEncoded());
    }

    private static HttpResponse<byte[]> raw(String pathAndQuery, String bearer) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + pathAndQuery));
        return HTTP.send(
                bearer == null
                        ? request.build()
                        : request.header("Authorization", "Bearer " + bearer).build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private static HttpResponse<byte[]> ask(String attribute, String value) throws Exception {
        return ask(attribute, value, null);
    }

    private static HttpResponse<byte[]> ask(String attribute, String value, String bearer) throws Exception {
        return raw(
                "/certificates/search.cgi?" + attribute + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8),
                bearer);
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.ISO_8859_1);
    }

    private static void assertOne(HttpResponse<byte[]> answer, X509Certificate expected) throws Exception {
        assertThat(answer.statusCode()).as(text(answer)).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/pkix-cert");
        assertThat(answer.headers().firstValue("Content-Length")).contains("" + answer.body().length);
        assertThat(answer.headers().map()).doesNotContainKeys("Transfer-Encoding", "Content-Encoding");
        assertThat(x509(answer.body())).isEqualTo(expected);
    }

    @Test
    void aCertificateIsFoundByEverythingThatNamesIt() throws Exception {
        X509Certificate certificate = x509(ada);
        assertOne(ask("email", "ada.lovelace@EXAMPLE.com"), certificate);
        assertOne(ask("uri", "Ada.Lovelace@example.com"), certificate);
        assertOne(ask("certHash", hash(certificate.getEncoded())), certificate);
        assertOne(ask("iAndSHash", issuerAndSerial(certificate)), certificate);
        assertOne(ask("sKIDHash", keyIdentifier(certificate)), certificate);
        assertOne(ask("sHash", hash(certificate.getSubjectX500Principal().getEncoded())), certificate);
    }

    @Test
    void ourCasAreFoundToo() throws Exception {
        assertOne(ask("certHash", hash(root.getEncoded())), root);
        assertOne(ask("sHash", hash(issuing.getSubjectX500Principal().getEncoded())), issuing);
        assertOne(ask("sKIDHash", keyIdentifier(issuing)), issuing);
        assertOne(ask("iAndSHash", issuerAndSerial(issuing)), issuing);
        String name =
                signet.authority().issuers().get(1).certificate().content().shortName();
        assertOne(ask("name", name), issuing);
        assertThat(ask("name", name.toUpperCase(java.util.Locale.ROOT)).statusCode())
                .isEqualTo(403);
        HttpResponse<byte[]> both =
                ask("iHash", hash(root.getSubjectX500Principal().getEncoded()));
        assertThat(parts(both)).containsExactlyInAnyOrder(root, issuing);
    }

    private static List<X509Certificate> parts(HttpResponse<byte[]> answer) throws Exception {
        assertThat(answer.statusCode()).as(text(answer)).isEqualTo(200);
        String type = answer.headers().firstValue("Content-Type").orElseThrow();
        assertThat(type).startsWith("multipart/mixed; boundary=");
        List<X509Certificate> all = new java.util.ArrayList<>();
        String[] split = text(answer).split("--" + type.replaceAll(".*=", ""), -1);
        assertThat(split[0]).isEmpty();
        assertThat(split[split.length - 1]).isEqualTo("--\r\n");
        for (String part : Arrays.asList(split).subList(1, split.length - 1)) {
            String head = "\r\nContent-Type: application/pkix-cert\r\n\r\n";
            assertThat(part).startsWith(head).endsWith("\r\n");
            all.add(x509(part.substring(head.length(), part.length() - 2).getBytes(StandardCharsets.ISO_8859_1)));
        }
        return all;
    }

    @Test
    void severalOfAPersonComeInParts() throws Exception {
        CertificateRecord older = issued("several", KeyUse.BOTH);
        CertificateRecord newer = issued("several", KeyUse.ENCRYPT);
        assertThat(parts(ask("email", "several@example.com"))).containsExactly(x509(newer), x509(older));
    }

    @Test
    void peopleAreListedForWhoMayReadTheDirectoryOnly() throws Exception {
        CertificateRecord one = issued("listed", KeyUse.BOTH);
        catchUp();
        String name = org.signet.crypto.x509.Certificate.parse(one.der())
                .orThrow()
                .content()
                .shortName();
        HttpResponse<byte[]> refused = ask("name", name);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(text(refused)).contains("certificates:find");
        assertOne(ask("name", name, token), x509(one));
        String below = hash(issuing.getSubjectX500Principal().getEncoded());
        assertThat(ask("iHash", below).statusCode()).isEqualTo(403);
        assertThat(parts(ask("iHash", below, token))).contains(x509(one), x509(ada));
        assertThat(ask("iHash", below, "x".repeat(43)).statusCode()).isEqualTo(401);
        for (int i = 0; i < 101; i++) {
            issued("many" + i, KeyUse.BOTH);
        }
        HttpResponse<byte[]> many = ask("iHash", below, token);
        assertThat(many.statusCode()).isEqualTo(413);
        assertThat(text(many)).contains("more than 100");
    }

    @Test
    void whatTheDirectoryDoesNotTellIsNotFound() throws Exception {
        CertificateRecord signing = issued("signing", KeyUse.SIGN);
        CertificateRecord revoked = issued("revoked", KeyUse.BOTH);
        CertificateRecord unlisted = issued("unlisted", KeyUse.BOTH);
        catchUp();
        assertOne(ask("certHash", hash(revoked.der().toArray())), x509(revoked));
        signet.revocation()
                .revoke(revoked.serial(), Revocation.Grounds.of(RevocationReason.SUPERSEDED), TestCa.OPERATOR)
                .orThrow();
        signet.people().setListed(signet.people().find(unlisted.personId()).orElseThrow(), false, TestCa.OPERATOR);
        for (CertificateRecord each : List.of(signing, revoked, unlisted)) {
            assertThat(ask("certHash", hash(each.der().toArray())).statusCode()).isEqualTo(404);
            assertThat(ask("email", each.addresses().get(0).toString()).statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void hashesComeWithTheNextCatchUpAndOnce() throws Exception {
        CertificateRecord late = issued("late", KeyUse.BOTH);
        String hash = hash(late.der().toArray());
        assertThat(ask("certHash", hash).statusCode()).isEqualTo(404);
        signet.addressBook().search().catchUp(false, () -> true);
        assertThat(ask("certHash", hash).statusCode()).isEqualTo(404);
        signet.addressBook().search().catchUp(false, () -> false);
        catchUp();
        assertOne(ask("certHash", hash), x509(late));
    }

    @Test
    void theNewestCrlIsFoundByItsCa() throws Exception {
        for (String query : List.of(
                "iHash="
                        + URLEncoder.encode(
                                hash(issuing.getSubjectX500Principal().getEncoded()), StandardCharsets.UTF_8),
                "sKIDHash=" + URLEncoder.encode(keyIdentifier(issuing), StandardCharsets.UTF_8))) {
            HttpResponse<byte[]> answer = raw("/crls/search.cgi?" + query, null);
            assertThat(answer.statusCode()).as(text(answer)).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/pkix-crl");
            assertThat(answer.headers().map()).doesNotContainKeys("Transfer-Encoding", "Content-Encoding");
            X509CRL crl = (X509CRL)
                    CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(answer.body()));
            crl.verify(issuing.getPublicKey());
        }
        assertThat(raw("/crls/search.cgi?iHash=AAAAAAAAAAAAAAAAAAAAAAAAAAA", null)
                        .statusCode())
                .isEqualTo(404);
        assertThat(raw("/crls/search.cgi?certHash=AAAAAAAAAAAAAAAAAAAAAAAAAAA", null)
                        .statusCode())
                .isEqualTo(400);
    }
}
