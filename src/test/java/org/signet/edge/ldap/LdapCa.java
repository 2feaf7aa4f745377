package org.signet.edge.ldap;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchScope;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.signet.app.AddressBook;
import org.signet.app.Csr;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.app.Wanted;
import org.signet.ca.access.ApiToken;
import org.signet.ca.access.Scope;
import org.signet.ca.directory.ContactFile;
import org.signet.ca.trust.LdapPlace;
import org.signet.ca.trust.TrustSite;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.smime.People;
import org.signet.crypto.x509.Certificate;
import org.signet.edge.http.ServerSettings.TlsFiles;
import org.signet.edge.http.limit.RateLimit;
import org.signet.edge.ldap.LdapSettings.Port;
import org.signet.interop.Program;
import org.signet.model.Outcome;

/** A real CA whose directory answers by LDAP on free ports of this machine. */
public final class LdapCa implements AutoCloseable {
    public static final String BASE = "o=Example Company";

    private final Signet signet;
    private final LdapServer server;

    private LdapCa(Signet signet, LdapServer server) {
        this.signet = signet;
        this.server = server;
    }

    /** @param lookups of addresses that one client may make unbound at once */
    public static LdapCa open(Path parent, int lookups) {
        return open(parent, lookups, Optional.empty(), "127.0.0.1");
    }

    public static LdapCa open(Path parent, int lookups, Optional<TlsFiles> tls, String address) {
        Signet signet = TestCa.open(TestCa.copy(parent));
        LdapServer server = new LdapServer(
                new LdapSettings("Example Company", address, Port.of(0), Port.of(0), tls, true),
                signet.addressBook().directory(),
                signet.apiTokens(),
                new RateLimit(lookups, Duration.ofHours(1), Clock.systemUTC()),
                new RateLimit(5, Duration.ofHours(1), Clock.systemUTC()),
                Clock.systemUTC());
        server.start();
        return new LdapCa(signet, server);
    }

    /** A self-signed certificate for localhost, as OpenSSL makes it. */
    public static TlsFiles tlsFiles(Path folder) {
        TlsFiles files = new TlsFiles(folder.resolve("server.pem"), folder.resolve("server.key"));
        Program.require("openssl")
                .ok(
                        "req",
                        "-x509",
                        "-nodes",
                        "-newkey",
                        "rsa:2048",
                        "-days",
                        "2",
                        "-subj",
                        "/CN=localhost",
                        "-addext",
                        "subjectAltName=DNS:localhost,IP:127.0.0.1",
                        "-keyout",
                        files.key().toString(),
                        "-out",
                        files.certificate().toString());
        return files;
    }

    public Signet signet() {
        return signet;
    }

    public URI url() {
        return URI.create(server.urls().get(0));
    }

    public URI tlsUrl() {
        return URI.create(server.urls().get(1));
    }

    /** What kits are made from, with this server as the directory. */
    public TrustSite site() {
        return site(BASE);
    }

    public TrustSite site(String base) {
        TrustSite site =
                signet.config().deviceTrust(signet.authority(), signet.clock()).site(Optional.empty());
        return new TrustSite(
                site.company(),
                site.url(),
                site.anchors(),
                site.steps(),
                site.signature(),
                Optional.of(new LdapPlace("127.0.0.1", url().getPort(), false, base)));
    }

    /** Somebody of ours with a certificate for both uses. */
    public Certificate issue(String address, String name) {
        return issue(address, name, Csr.key(KeyType.EC_P256));
    }

    public Certificate issue(String address, String name, KeyPair key) {
        return Wanted.of(address).named(name).with(key).from(signet).leaf();
    }

    /** Somebody of a partner whose CA was accepted for the domain. */
    Certificate partner(String company, String address) {
        Certificate certificate = People.OTHER_ROOT.certify(People.BOB.pair().getPublic(), draft -> draft.of(address));
        List<Certificate> anchors = List.of(People.OTHER_ROOT.certificate());
        AddressBook book = signet.addressBook();
        book.partners()
                .accept(company, Set.of(address.substring(address.indexOf('@') + 1)), anchors, TestCa.OPERATOR)
                .orThrow();
        book.contacts()
                .take(new ContactFile(List.of(certificate), anchors), "a file", TestCa.OPERATOR)
                .forEach(Outcome::orThrow);
        return certificate;
    }

    LDAPConnection connect() throws LDAPException {
        return new LDAPConnection("127.0.0.1", url().getPort());
    }

    /** How a search ended. */
    static ResultCode code(LDAPConnection connection, Filter filter) {
        try {
            return connection.search(LdapCa.BASE, SearchScope.SUB, filter).getResultCode();
        } catch (LDAPException e) {
            return e.getResultCode();
        }
    }

    public String token(String name, Scope scope) {
        return signet.apiTokens()
                .create(new ApiToken.Plan(name, Set.of(scope), Set.of(), 30), TestCa.OPERATOR)
                .orThrow()
                .secret()
                .text();
    }

    @Override
    public void close() {
        server.close();
        signet.close();
    }
}
