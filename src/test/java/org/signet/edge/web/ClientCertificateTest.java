package org.signet.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.signet.app.Csr;
import org.signet.app.MovingClock;
import org.signet.app.Server;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.app.access.WaysIn;
import org.signet.ca.access.Browser;
import org.signet.ca.access.Session;
import org.signet.ca.revocation.Revocation.Grounds;
import org.signet.crypto.keys.Passphrase;
import org.signet.crypto.keys.Totp;
import org.signet.crypto.policy.KeyType;
import org.signet.edge.http.ServerSettings.TlsFiles;
import org.signet.edge.ldap.LdapCa;
import org.signet.model.Bytes;
import org.signet.model.EmailAddress;
import org.signet.model.KeyUse;
import org.signet.model.PersonName;
import org.signet.model.RevocationReason;
import org.signet.model.Role;
import org.signet.model.SerialNumber;

/** A whole server that asks for certificates by TLS of its own. */
class ClientCertificateTest {
    private static final MovingClock CLOCK = MovingClock.started();
    private static Path folder;
    private static TlsFiles files;
    private static String url;
    private static Signet signet;
    private static Server server;

    /** What somebody can show. */
    private record Shown(PrivateKey key, X509Certificate certificate) {}

    @BeforeAll
    static void start() throws Exception {
        folder = TestCa.temporaryFolder();
        files = LdapCa.tlsFiles(folder);
        int port = freePort();
        url = "https://localhost:" + port;
        Path data = TestCa.found(folder.resolve("ca"), List.of("example.com"), "http://localhost:" + port);
        TestCa.configure(
                data,
                text -> text.replaceFirst("url = \"http:", "url = \"https:")
                        .replace(
                                "[listen]\n",
                                "[listen]\ntls_certificate = \"" + files.certificate() + "\"\ntls_key = \""
                                        + files.key() + "\"\nstatus_port = " + freePort() + "\n")
                        .replace("[access]\n", "[access]\nclient_certificates = true\n"));
        signet = TestCa.open(data, CLOCK);
        signet.openIssuingKey().orThrow();
        server = Server.start(signet);
        issuedLongAgo = issued("ada@example.com");
    }

    @AfterAll
    static void stop() {
        server.close();
        signet.close();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A browser that shows what it is given, whatever the server asks for. */
    private static Browsing browser(Optional<Shown> shown) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (var in = Files.newInputStream(files.certificate())) {
            trusted.setCertificateEntry(
                    "server", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        KeyManager[] keys =
                shown.map(each -> new KeyManager[] {new Stubborn(each)}).orElse(null);
        context.init(keys, trust.getTrustManagers(), null);
        return new Browsing(url, HttpClient.newBuilder().sslContext(context));
    }

    private static final class Stubborn extends X509ExtendedKeyManager {
        private final Shown shown;

        Stubborn(Shown shown) {
            this.shown = shown;
        }

        @Override
        public String[] getClientAliases(String kind, java.security.Principal[] issuers) {
            return new String[] {"mine"};
        }

        @Override
        public String chooseClientAlias(String[] kinds, java.security.Principal[] issuers, java.net.Socket socket) {
            return "mine";
        }

        @Override
        public String chooseEngineClientAlias(String[] kinds, java.security.Principal[] issuers, SSLEngine engine) {
            return List.of(kinds).contains(shown.key().getAlgorithm()) ? "mine" : null;
        }

        @Override
        public String[] getServerAliases(String kind, java.security.Principal[] issuers) {
            return new String[0];
        }

        @Override
        public String chooseServerAlias(String kind, java.security.Principal[] issuers, java.net.Socket socket) {
            return null;
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return new X509Certificate[] {shown.certificate()};
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return shown.key();
        }
    }

    private static Shown issued(String address) throws Exception {
        KeyPair key = Csr.key(KeyType.EC_P256);
        Bytes der = signet.operatorIssuance()
                .issue(
                        List.of(EmailAddress.parse(address).orThrow()),
                        Optional.of(PersonName.parse("Ada Lovelace").orThrow()),
                        signet.profiles().find("mailbox-strict").orThrow(),
                        KeyUse.BOTH,
                        Csr.parsed(key),
                        TestCa.OPERATOR)
                .orThrow()
                .certificate()
                .der();
        return new Shown(key.getPrivate(), parsed(der.toArray()));
    }

    private static X509Certificate parsed(byte[] der) throws Exception {
        Certificate certificate =
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        return (X509Certificate) certificate;
    }

    /** Somebody with an app. */
    private static Totp owner(String user) {
        WaysIn ways = signet.waysIn();
        var link = ways.accounts().invite(user, Role.OFFICER, TestCa.OPERATOR).orThrow();
        Session session = ways.accounts()
                .redeem(link, Passphrase.of(TrialSite.PASSWORD.toCharArray()), Browser.unknown("10.0.0.1"))
                .orThrow();
        ways.factors().beginApp(session);
        Totp app = ways.factors().begunApp(session).orThrow();
        ways.factors().addApp(session, code(app), "10.0.0.1").orThrow();
        return app;
    }

    private static String code(Totp app) {
        CLOCK.forward(Duration.ofSeconds(30));
        return app.code(Totp.step(CLOCK.instant()));
    }

    private static int byCertificate(Browsing browser) {
        return browser.post("/sign-in/certificate", Map.of()).statusCode();
    }

    @Test
    void aCertificateOfOursStandsInForThePasswordAndForNothingMore() throws Exception {
        Totp app = owner("ada");
        Shown mine = issued("ada@example.com");
        Browsing browser = browser(Optional.of(mine));
        assertThat(browser.get("/sign-in").body()).contains("/sign-in/certificate");
        assertThat(byCertificate(browser)).as("bound to no account").isEqualTo(401);

        browser.post("/sign-in", Map.of("user", "ada", "password", TrialSite.PASSWORD));
        browser.post("/sign-in/code", Map.of("code", code(app)));
        String csrf = browser.csrf("/admin/account");
        assertThat(browser.post("/admin/account/certificate", Map.of("csrf", csrf))
                        .body())
                .contains("ada@example.com");
        browser.post("/sign-out", Map.of("csrf", csrf));
        assertThat(browser.post("/sign-in/certificate", Map.of()).uri().getPath())
                .isEqualTo("/sign-in/code");
        assertThat(browser.get("/admin").uri().getPath()).as("halfway").isEqualTo("/sign-in");
        assertThat(browser.post("/sign-in/code", Map.of("code", code(app)))
                        .uri()
                        .getPath())
                .isEqualTo("/admin");

        Totp bobs = owner("bob");
        Browsing bob = browser(Optional.of(mine));
        bob.post("/sign-in", Map.of("user", "bob", "password", TrialSite.PASSWORD));
        bob.post("/sign-in/code", Map.of("code", code(bobs)));
        assertThat(bob.post("/admin/account/certificate", Map.of("csrf", bob.csrf("/admin/account")))
                        .statusCode())
                .as("one account a mailbox")
                .isEqualTo(409);

        assertThat(byCertificate(browser(Optional.of(issued("ada@example.com")))))
                .as("renewed")
                .isEqualTo(200);
        SerialNumber serial = SerialNumber.parse(
                        mine.certificate().getSerialNumber().toString(16))
                .orThrow();
        signet.revocation()
                .revoke(serial, new Grounds(RevocationReason.SUPERSEDED, Optional.empty()), TestCa.OPERATOR)
                .orThrow();
        assertThat(byCertificate(browser(Optional.of(mine)))).as("revoked").isEqualTo(401);
        CLOCK.forward(Duration.ofDays(4_000));
        assertThat(byCertificate(browser(Optional.of(issuedLongAgo))))
                .as("expired")
                .isEqualTo(401);
    }

    @Test
    void aSuspendedAccountFailsAsWithAWrongCodeAndAnEndedOneLeavesItsMailbox() throws Exception {
        Totp app = owner("mary");
        Shown certificate = issued("mary@example.com");
        Browsing mary = bound("mary", app, certificate);
        signet.oversight().staff().suspend("mary", TestCa.OPERATOR).orThrow();
        assertThat(mary.post("/sign-in/certificate", Map.of()).uri().getPath()).isEqualTo("/sign-in/code");
        assertThat(mary.post("/sign-in/code", Map.of("code", code(app))).statusCode())
                .isEqualTo(401);
        signet.oversight().staff().end("mary", TestCa.OPERATOR).orThrow();
        assertThat(byCertificate(mary)).isEqualTo(401);
        Totp other = owner("mary.2");
        assertThat(byCertificate(bound("mary.2", other, certificate))).isEqualTo(200);
    }

    private static Browsing bound(String user, Totp app, Shown certificate) throws Exception {
        Browsing browser = browser(Optional.of(certificate));
        browser.post("/sign-in", Map.of("user", user, "password", TrialSite.PASSWORD));
        browser.post("/sign-in/code", Map.of("code", code(app)));
        browser.post("/admin/account/certificate", Map.of("csrf", browser.csrf("/admin/account")));
        return browser;
    }

    private static Shown issuedLongAgo;

    @Test
    void whoShowsNoneOrAnothersComesInAndIsNobody() throws Exception {
        Browsing bare = browser(Optional.empty());
        assertThat(bare.get("/sign-in").body()).doesNotContain("/sign-in/certificate");
        assertThat(byCertificate(bare)).isEqualTo(401);
        X509Certificate own = parsed(Files.readAllBytes(files.certificate()));
        PrivateKey key = java.security.KeyFactory.getInstance("RSA")
                .generatePrivate(new java.security.spec.PKCS8EncodedKeySpec(java.util.Base64.getMimeDecoder()
                        .decode(Files.readString(files.key()).replaceAll("-----[A-Z ]+-----", ""))));
        Browsing stranger = browser(Optional.of(new Shown(key, own)));
        assertThat(stranger.get("/trust").statusCode()).isEqualTo(200);
        assertThat(byCertificate(stranger)).isEqualTo(401);
    }
}
