package org.signet.edge.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.signet.edge.ldap.LdapCa.code;

import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.extensions.WhoAmIExtendedRequest;
import com.unboundid.ldap.sdk.extensions.WhoAmIExtendedResult;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.app.TestCa;
import org.signet.ca.access.Scope;

/** Who may bind, how, and what a bind is worth. */
class LdapBindTest {
    private static LdapCa ca;

    @BeforeAll
    static void open(@TempDir Path parent) {
        ca = LdapCa.open(parent, 1000, Optional.empty(), "0.0.0.0");
        ca.issue("ada@example.com", "Ada Lovelace");
    }

    @AfterAll
    static void close() {
        ca.close();
    }

    @Test
    void binds() throws Exception {
        String good = ca.token("finder", Scope.CERTIFICATES_FIND);
        String other = ca.token("issuer", Scope.CERTIFICATES_ISSUE);
        try (LDAPConnection connection = ca.connect()) {
            assertThat(bind(connection, "", "")).isEqualTo(ResultCode.SUCCESS);
            assertThat(who(connection)).isEmpty();
            assertThat(bind(connection, "cn=token", "")).isEqualTo(ResultCode.UNWILLING_TO_PERFORM);
            assertThat(bind(connection, "cn=Token,o=whatever", good)).isEqualTo(ResultCode.SUCCESS);
            assertThat(who(connection)).isEqualTo("u:finder");
            assertThat(bind(connection, "cn=token", other)).isEqualTo(ResultCode.INVALID_CREDENTIALS);
            assertThat(who(connection)).isEmpty();
            assertThat(bind(connection, "cn=admin", good)).isEqualTo(ResultCode.INVALID_CREDENTIALS);
            assertThat(bind(connection, "cn=token", "x".repeat(5000))).isEqualTo(ResultCode.INVALID_CREDENTIALS);
            assertThat(IntStream.range(0, 8)
                            .mapToObj(i -> bind(connection, "cn=token", "guess" + i))
                            .collect(Collectors.toSet()))
                    .contains(ResultCode.BUSY);
            assertThat(bind(connection, "cn=token", good)).isEqualTo(ResultCode.SUCCESS);
            ca.signet().apiTokens().revoke("finder", TestCa.OPERATOR).orThrow();
            assertThat(bind(connection, "cn=token", good)).isEqualTo(ResultCode.BUSY);
        }
    }

    @Test
    void aBindThatIsRefusedForItsControlLeavesNobodyBound() throws Exception {
        try (LDAPConnection connection = ca.connect()) {
            assertThat(bind(connection, "cn=token", ca.token("controlled", Scope.CERTIFICATES_FIND)))
                    .isEqualTo(ResultCode.SUCCESS);
            assertThatThrownBy(() -> connection.bind(new SimpleBindRequest("", "", new Control("1.2.3", true))))
                    .hasMessageContaining("1.2.3");
            assertThat(who(connection)).isEmpty();
        }
    }

    private static ResultCode bind(LDAPConnection connection, String name, String password) {
        try {
            var options = connection.getConnectionOptions();
            options.setBindWithDNRequiresPassword(false);
            return connection.bind(name, password).getResultCode();
        } catch (LDAPException e) {
            return e.getResultCode();
        }
    }

    private static String who(LDAPConnection connection) throws LDAPException {
        var result = (WhoAmIExtendedResult) connection.processExtendedOperation(new WhoAmIExtendedRequest());
        return Optional.ofNullable(result.getAuthorizationID()).orElse("");
    }

    @Test
    void aTokenDoesNotTravelInClear() throws Exception {
        Optional<String> address = Collections.list(NetworkInterface.getNetworkInterfaces()).stream()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(each -> !each.isLoopbackAddress() && each.getAddress().length == 4)
                .map(InetAddress::getHostAddress)
                .findFirst();
        Assumptions.assumeTrue(address.isPresent(), "left out: this machine has the loopback interface alone");
        try (LDAPConnection connection =
                new LDAPConnection(address.get(), ca.url().getPort())) {
            assertThat(bind(connection, "cn=token", ca.token("clear", Scope.CERTIFICATES_FIND)))
                    .isEqualTo(ResultCode.CONFIDENTIALITY_REQUIRED);
        }
    }

    @Test
    void whoAsksTooOftenWaits(@TempDir Path parent) throws Exception {
        try (LdapCa small = LdapCa.open(parent, 3);
                LDAPConnection connection = small.connect()) {
            Filter filter = Filter.create("(mail=ada@example.com)");
            assertThat(IntStream.range(0, 5).mapToObj(i -> code(connection, filter)))
                    .containsExactly(
                            ResultCode.SUCCESS,
                            ResultCode.SUCCESS,
                            ResultCode.SUCCESS,
                            ResultCode.BUSY,
                            ResultCode.BUSY);
            connection.bind("cn=token", small.token("often", Scope.CERTIFICATES_FIND));
            assertThat(code(connection, filter)).isEqualTo(ResultCode.SUCCESS);
        }
    }
}
