package org.signet.edge.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.edge.http.limit.RateLimit;
import org.signet.edge.ldap.LdapSettings.Port;
import org.signet.model.Unavailable;

class LdapServerTest {
    private static LdapServer server(Signet signet, Port port) {
        RateLimit limit = new RateLimit(10, Duration.ofSeconds(1), Clock.systemUTC());
        return new LdapServer(
                new LdapSettings("Example Company", "127.0.0.1", port, Port.of(0), Optional.empty(), true),
                signet.addressBook().directory(),
                signet.apiTokens(),
                limit,
                limit,
                Clock.systemUTC());
    }

    @Test
    void aPortInUseIsToldOrTheNextIsTaken(@TempDir Path parent) throws IOException {
        try (Signet signet = TestCa.open(TestCa.copy(parent));
                ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                LdapServer named = server(signet, Port.of(other.getLocalPort()));
                LdapServer next = server(signet, Port.from(other.getLocalPort()))) {
            assertThatThrownBy(named::start)
                    .isInstanceOf(Unavailable.class)
                    .hasMessageContaining("port " + other.getLocalPort(), "[ldap]");
            assertThat(named.urls()).isEmpty();
            next.start();
            assertThat(URI.create(next.urls().get(0)).getPort())
                    .isBetween(other.getLocalPort() + 1, other.getLocalPort() + 50);
        }
    }
}
