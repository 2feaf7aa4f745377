package org.signet.edge.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.protocol.SearchRequestProtocolOp;
import com.unboundid.ldap.sdk.DereferencePolicy;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.util.ssl.SSLUtil;
import com.unboundid.util.ssl.TrustAllTrustManager;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A client that asks by LDAPS for much and reads nothing: the server's farewell by TLS would wait for it. */
class StalledTlsTest {
    @Test
    @Timeout(60)
    void keepsNobodyOut(@TempDir Path parent) throws Exception {
        SSLSocketFactory sockets = new SSLUtil(new TrustAllTrustManager()).createSSLSocketFactory();
        List<Socket> open = new ArrayList<>();
        try (LdapCa ca = LdapCa.open(parent, 1000, Optional.of(LdapCa.tlsFiles(parent)), "127.0.0.1")) {
            Socket stalled = new Socket();
            open.add(stalled);
            stalled.setReceiveBufferSize(4096);
            stalled.connect(new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), ca.tlsUrl().getPort()));
            Socket secured =
                    sockets.createSocket(stalled, "localhost", ca.tlsUrl().getPort(), true);
            byte[] request = schema();
            for (int i = 0; i < 300; i++) {
                secured.getOutputStream().write(request);
            }
            // The first of the answers have come; those behind fill what lies between.
            while (stalled.getInputStream().available() == 0) {
                Thread.sleep(10);
            }
            Thread.sleep(1000);
            for (int i = 0; i < LdapServer.MAX_OF_ONE_CLIENT; i++) {
                open.add(
                        new Socket(InetAddress.getLoopbackAddress(), ca.tlsUrl().getPort()));
            }
            LDAPConnectionOptions options = new LDAPConnectionOptions();
            options.setResponseTimeoutMillis(10_000);
            options.setConnectTimeoutMillis(10_000);
            try (LDAPConnection honest = new LDAPConnection(
                    sockets, options, "127.0.0.1", ca.tlsUrl().getPort())) {
                assertThat(honest.getRootDSE().getVendorName()).isEqualTo("Signet");
            }
        } finally {
            for (Socket each : open) {
                each.close();
            }
        }
    }

    /** The longest answer there is. */
    private static byte[] schema() {
        return new LDAPMessage(
                        1,
                        new SearchRequestProtocolOp(
                                Tree.SCHEMA_DN,
                                SearchScope.BASE,
                                DereferencePolicy.NEVER,
                                0,
                                0,
                                false,
                                Filter.createPresenceFilter("objectClass"),
                                List.of("*", "+")))
                .encode()
                .encode();
    }
}
