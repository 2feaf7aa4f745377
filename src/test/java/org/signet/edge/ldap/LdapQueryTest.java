package org.signet.edge.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.unboundid.asn1.ASN1StreamReader;
import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.protocol.SearchResultEntryProtocolOp;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.LDAPException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.app.TestCa;
import org.signet.ca.directory.ContactFile;
import org.signet.cli.Ran;
import org.signet.crypto.smime.People;
import org.signet.crypto.x509.Certificate;

/** A partner's directory, which is a server of ours here, is asked for its people. */
class LdapQueryTest {
    private static LdapCa partner;
    private static Certificate bob;

    @BeforeAll
    static void open(@TempDir Path parent) {
        partner = LdapCa.open(parent, 1000);
        partner.issue("ada@example.com", "Ada");
        bob = partner.partner("Beta", "bob@partner.example");
    }

    @AfterAll
    static void close() {
        partner.close();
    }

    private static String url(String filter) {
        return "ldap://127.0.0.1:" + partner.url().getPort() + "/o=Example%20Company??sub?" + filter;
    }

    @Test
    void peopleAndTheirCasAreToldApart() {
        ContactFile found = LdapQuery.parse(url("(mail=bob@partner.example)"))
                .then(LdapQuery::certificates)
                .orThrow();
        assertThat(found.people()).containsExactly(bob);
        assertThat(found.authorities()).containsExactly(People.OTHER_ROOT.certificate());
        assertThat(LdapQuery.parse(url("(mail=nobody@partner.example)"))
                        .then(LdapQuery::certificates)
                        .orThrow()
                        .people())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/?(mail=a@b.example)",
                "ldap:///o=x??sub?(mail=a@b.example)",
                "ldap://127.0.0.1/o=x",
                "ldap://127.0.0.1/o=x??sub?(cn=*)",
                "ldap://127.0.0.1/o=x??sub?(mail=",
                "ldapi://127.0.0.1/o=x??sub?(mail=a@b.example)",
                "",
            })
    void otherUrls(String text) {
        assertThat(LdapQuery.parse(text).isOk()).isFalse();
    }

    @Test
    void whoDoesNotAnswerIsNamed() throws Exception {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        assertThat(LdapQuery.parse("ldap://127.0.0.1:" + closed + "/o=x??sub?(mail=a@b.example)")
                        .then(LdapQuery::certificates)
                        .refusal()
                        .detail())
                .isEqualTo(
                        "The directory did not answer: Connection refused. Check the URL, and for ldaps:// whether Java"
                                + " trusts the server's CA.");
        assertThat(LdapQuery.parse(url("(mail=*)"))
                        .then(LdapQuery::certificates)
                        .refusal()
                        .detail())
                .startsWith("The directory refuses the query (admin limit exceeded): The people are not listed")
                .endsWith(". Check the URL.");
    }

    /** Whatever limit it was told. */
    @Test
    void aDirectoryWithoutEndIsLeft() throws Exception {
        try (ServerSocket endless = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread server = new Thread(() -> tellForEver(endless));
            server.start();
            String url = "ldap://127.0.0.1:" + endless.getLocalPort() + "/o=x??sub?(mail=*@partner.example)";
            ContactFile found = assertTimeoutPreemptively(
                    Duration.ofSeconds(30),
                    () -> LdapQuery.parse(url).then(LdapQuery::certificates).orThrow());
            assertThat(found.people()).containsExactly(bob);
            server.join(10_000);
            assertThat(server.isAlive()).isFalse();
        }
    }

    private static void tellForEver(ServerSocket server) {
        try (Socket client = server.accept()) {
            LDAPMessage search = LDAPMessage.readFrom(new ASN1StreamReader(client.getInputStream()), false);
            byte[] entry = new LDAPMessage(
                            search.getMessageID(),
                            new SearchResultEntryProtocolOp(
                                    "cn=bob",
                                    List.of(new Attribute(
                                            "userCertificate;binary", bob.der().toArray()))))
                    .encode()
                    .encode();
            while (true) {
                client.getOutputStream().write(entry);
            }
        } catch (IOException | LDAPException e) {
            // The client has left.
        }
    }

    @Test
    void byCommand(@TempDir Path folder) {
        String ca = TestCa.copy(folder).toString();
        Ran added = Ran.of("partner", "add", "--ldap", url("(mail=bob@partner.example)"), "--data", ca);
        assertThat(added.err()).contains("signet partner accept");
        assertThat(added.out()).contains("bob@partner.example", "no accepted CA", "from ldap://127.0.0.1:");
        assertThat(Ran.of("partner", "add", "--ldap", url("(mail=no@partner.example)"), "--data", ca)
                        .err())
                .contains("There is no certificate of anybody");
        assertThat(Ran.of("partner", "add", "--data", ca).code()).isEqualTo(2);
    }
}
