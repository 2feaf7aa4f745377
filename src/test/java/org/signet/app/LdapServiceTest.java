package org.signet.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.edge.http.Metrics;
import org.signet.edge.http.ProblemPage;
import org.signet.edge.http.ServerSettings;
import org.signet.edge.http.WebServer;
import org.signet.edge.http.limit.RateLimits;
import org.signet.edge.ldap.LdapSettings;
import org.signet.edge.ldap.LdapSettings.Port;
import org.signet.model.Unavailable;

class LdapServiceTest {
    @TempDir
    private Path folder;

    private Signet configured(String lines) {
        Path ca = TestCa.copy(folder);
        TestCa.configure(ca, text -> text.replace("[ldap]\n", "[ldap]\n" + lines + "\n"));
        return TestCa.open(ca);
    }

    /** Which listens nowhere yet. */
    private static WebServer web() {
        return new WebServer(ServerSettings.loopback(0), List.of(), ProblemPage.plain(), TestCa.RANDOM);
    }

    private static ServerSocket taken(int port) throws IOException {
        return new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"));
    }

    @Test
    void whereTheUsualPortIsTakenPeopleAreToldTheOneThatWasFree() throws IOException {
        ServerSocket usual = null;
        try {
            usual = taken(1389);
        } catch (IOException e) {
            // Another program has it, which is what is wanted here.
        }
        try (Signet signet = configured("");
                LdapService ldap = LdapService.of(signet, new RateLimits(Optional.empty(), signet.clock()))) {
            assertThat(ldap.place().orElseThrow().port()).isEqualTo(1389);
            ldap.start(web());
            int port = ldap.place().orElseThrow().port();
            assertThat(port).isNotEqualTo(1389);
            assertThat(ldap.urls()).containsExactly("ldap://127.0.0.1:" + port);
            Metrics metrics = new Metrics(List::of);
            ldap.measureBy(metrics);
            try (Socket socket = new Socket("127.0.0.1", port)) {
                // An unbind (RFC 4511 section 4.3) ends the connection.
                socket.getOutputStream().write(new byte[] {0x30, 0x05, 0x02, 0x01, 0x01, 0x42, 0x00});
                assertThat(socket.getInputStream().read()).isEqualTo(-1);
            }
            assertThat(metrics.text()).contains("signet_ldap_connections_total 1.0", "signet_ldap_searches_total 0.0");
        } finally {
            if (usual != null) {
                usual.close();
            }
        }
    }

    @Test
    void aPortThatIsNamedAndTakenIsToldWithWhatToDo() throws IOException {
        try (ServerSocket other = taken(0);
                Signet signet = configured("port = " + other.getLocalPort());
                LdapService ldap = LdapService.of(signet, new RateLimits(Optional.empty(), signet.clock()))) {
            assertThatThrownBy(() -> ldap.start(web()))
                    .isInstanceOf(Unavailable.class)
                    .hasMessageContaining("port " + other.getLocalPort())
                    .hasMessageContaining("[ldap] of signet.toml");
        }
    }

    @Test
    void switchedOffItListensNowhereAndNobodyIsSentThere() {
        try (Signet signet = configured("enabled = false");
                LdapService ldap = LdapService.of(signet, new RateLimits(Optional.empty(), signet.clock()))) {
            ldap.start(web());
            assertThat(ldap.urls()).isEmpty();
            assertThat(ldap.place()).isEmpty();
            assertThat(LdapService.place(signet.config())).isEmpty();
        }
    }

    @Test
    void theSettingsOfTheFileAreThoseThatHold() throws IOException {
        int port;
        try (ServerSocket free = taken(0)) {
            port = free.getLocalPort();
        }
        try (Signet signet = configured("port = " + port + "\naddress = \"127.0.0.1\"\nanonymous = false");
                LdapService ldap = LdapService.of(signet, new RateLimits(Optional.empty(), signet.clock()))) {
            ldap.start(web());
            assertThat(ldap.urls().stream().map(URI::create).map(URI::getPort)).containsExactly(port);
        }
    }

    private LdapSettings settings(String ldap) {
        return LdapService.settings(
                ConfigTexts.read(folder, ConfigTexts.GOOD + "[ldap]\n" + ldap).orThrow());
    }

    /** Whoever names a port opened it in a firewall; only what is not named may be another. */
    @Test
    void aPortThatIsNamedIsTheOne() {
        assertThat(settings("").port()).isEqualTo(Port.from(1389));
        assertThat(settings("").tlsPort()).isEqualTo(Port.from(1636));
        assertThat(settings("tls_port = 636").tlsPort()).isEqualTo(Port.of(636));
        assertThat(settings("tls_port = 636").port()).isEqualTo(Port.from(1389));
        assertThat(settings("port = 389").port()).isEqualTo(Port.of(389));
        assertThat(settings("port = 389").tlsPort()).isEqualTo(Port.from(1636));
    }
}
