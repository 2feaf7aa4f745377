package org.signet.edge.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.signet.edge.ldap.LdapCa.code;

import com.unboundid.asn1.ASN1Element;
import com.unboundid.asn1.ASN1Exception;
import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.asn1.ASN1Sequence;
import com.unboundid.asn1.ASN1StreamReader;
import com.unboundid.ldap.protocol.AbandonRequestProtocolOp;
import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.protocol.SearchRequestProtocolOp;
import com.unboundid.ldap.sdk.DereferencePolicy;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that send too much, too deep, too often, or no LDAP at all; after each, honest ones are answered. */
class HostileClientsTest {
    private static final byte NOT = (byte) 0xA2;

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

    @AfterEach
    void honestOnesAreAnswered() throws LDAPException {
        try (LDAPConnection connection = ca.connect()) {
            assertThat(connection.getRootDSE().getVendorName()).isEqualTo("Signet");
        }
    }

    private static Socket socket() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), ca.url().getPort());
        socket.setSoTimeout(20_000);
        return socket;
    }

    @Test
    void aFilterOfAMegabyteEndsTheConnection() throws Exception {
        Filter filter = Filter.createEqualityFilter("mail", "x".repeat(1_000_000));
        try (LDAPConnection connection = ca.connect()) {
            assertThat(code(connection, filter)).isEqualTo(ResultCode.SERVER_DOWN);
        }
        try (LDAPConnection connection = ca.connect()) {
            assertThat(code(connection, Filter.createEqualityFilter("mail", "x".repeat(20_000))))
                    .isEqualTo(ResultCode.ADMIN_LIMIT_EXCEEDED);
            assertThat(code(connection, Filter.create("(mail=nobody@example.com)")))
                    .isEqualTo(ResultCode.SUCCESS);
        }
    }

    @Test
    void manyConditionsAndManyAddresses() throws Exception {
        List<Filter> leaves = IntStream.range(0, 60)
                .mapToObj(i -> Filter.createEqualityFilter("mail", "p" + i + "@example.com"))
                .toList();
        try (LDAPConnection connection = ca.connect()) {
            assertThat(code(connection, Filter.createORFilter(leaves))).isEqualTo(ResultCode.ADMIN_LIMIT_EXCEEDED);
            assertThat(code(connection, Filter.createORFilter(leaves.subList(0, 21))))
                    .isEqualTo(ResultCode.ADMIN_LIMIT_EXCEEDED);
            assertThat(code(connection, Filter.createORFilter(leaves.subList(0, 20))))
                    .isEqualTo(ResultCode.SUCCESS);
        }
    }

    /** Encoded by hand: the client's library would call itself as often as the server's. */
    @ParameterizedTest
    @ValueSource(ints = {22, 1_000, 12_000})
    void deepFilters(int depth) throws Exception {
        byte[] filter = Filter.create("(mail=a@example.com)").encode().encode();
        byte[][] heads = new byte[depth][];
        int length = filter.length;
        for (int i = 0; i < depth; i++) {
            byte[] whole = new ASN1Element(NOT, new byte[length]).encode();
            heads[i] = java.util.Arrays.copyOf(whole, whole.length - length);
            length = whole.length;
        }
        java.io.ByteArrayOutputStream deep = new java.io.ByteArrayOutputStream();
        for (int i = depth - 1; i >= 0; i--) {
            deep.write(heads[i]);
        }
        deep.write(filter);
        try (Socket socket = socket()) {
            socket.getOutputStream().write(search(deep.toByteArray()));
            LDAPMessage answer = LDAPMessage.readFrom(new ASN1StreamReader(socket.getInputStream()), false);
            assertThat(answer.getSearchResultDoneProtocolOp().getResultCode())
                    .isEqualTo(ResultCode.ADMIN_LIMIT_EXCEEDED_INT_VALUE);
        }
    }

    /** A search with that filter in place of its own. */
    private static byte[] search(byte[] filter) {
        try {
            ASN1Element[] message =
                    ASN1Sequence.decodeAsSequence(request(1, "(cn=x)").encode()).elements();
            ASN1Element[] parts = ASN1Sequence.decodeAsSequence(message[1]).elements();
            java.io.ByteArrayOutputStream search = new java.io.ByteArrayOutputStream();
            for (int i = 0; i < parts.length; i++) {
                search.writeBytes(i == 6 ? filter : parts[i].encode());
            }
            byte[] op = new ASN1Element(message[1].getType(), search.toByteArray()).encode();
            java.io.ByteArrayOutputStream whole = new java.io.ByteArrayOutputStream();
            whole.writeBytes(message[0].encode());
            whole.writeBytes(op);
            return new ASN1Element((byte) 0x30, whole.toByteArray()).encode();
        } catch (ASN1Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static LDAPMessage request(int id, String filter) {
        try {
            return new LDAPMessage(
                    id,
                    new SearchRequestProtocolOp(
                            LdapCa.BASE,
                            SearchScope.SUB,
                            DereferencePolicy.NEVER,
                            0,
                            0,
                            false,
                            Filter.create(filter),
                            List.of("cn")));
        } catch (LDAPException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nHost: x\r\n\r\n",
                "\u0030\u0084\u007f\u007f\u007f\u007f",
                "\u0030\u0080\u0000\u0000",
                "\u0030\u0005\u0002\u0001\u0001\u0063\u007f",
                "\u0030\u0003\u0002\u0001\u0001",
                "\u0030\u0000",
                "\u0030\u0006\u0002\u0001\u0001\u005f\u0001\u0001",
                "\u0030\u0005\u0002\u0001\u0000\u0042\u0000",
                "\u0030\u0005\u0002\u0001\u00ff\u0042\u0000",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000",
            })
    void garbageEndsWithANotice(String octets) throws Exception {
        try (Socket socket = socket()) {
            socket.getOutputStream().write(octets.getBytes(StandardCharsets.ISO_8859_1));
            InputStream in = socket.getInputStream();
            String answer = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(answer).contains("1.3.6.1.4.1.1466.20036");
        }
    }

    /** Far behind the last page, and of more entries than an int adds up to. */
    @Test
    void aPageBeyondAllNumbersIsEmpty() throws Exception {
        try (LDAPConnection connection = ca.connect()) {
            SearchRequest search = new SearchRequest(LdapCa.BASE, SearchScope.SUB, "(mail=ada@example.com)");
            search.addControl(new SimplePagedResultsControl(Integer.MAX_VALUE, new ASN1OctetString("999999")));
            assertThat(connection.search(search).getEntryCount()).isZero();
        }
    }

    @Test
    void abandonedSearches() throws Exception {
        try (Socket socket = socket()) {
            var out = new java.io.ByteArrayOutputStream();
            for (int i = 1; i <= 200; i += 2) {
                out.write(request(i, "(mail=*ada*)").encode().encode());
                out.write(new LDAPMessage(i + 1, new AbandonRequestProtocolOp(i))
                        .encode()
                        .encode());
            }
            out.write(request(1000, "(cn=x*)").encode().encode());
            socket.getOutputStream().write(out.toByteArray());
            ASN1StreamReader reader = new ASN1StreamReader(socket.getInputStream());
            int last = 0;
            while (last != 1000) {
                last = LDAPMessage.readFrom(reader, false).getMessageID();
            }
        }
    }

    @Test
    void aThousandSilentConnectionsKeepNobodyOut() throws Exception {
        List<Socket> silent = new ArrayList<>();
        try {
            for (int i = 0; i < 1000; i++) {
                silent.add(socket());
            }
            honestOnesAreAnswered();
            // The first ones were ended for the later ones.
            assertThat(silent.get(0).getInputStream().read()).isEqualTo(-1);
            Socket lastOne = silent.get(999);
            lastOne.getOutputStream().write(request(1, "(cn=x*)").encode().encode());
            assertThat(lastOne.getInputStream().read()).isEqualTo(0x30);
        } finally {
            for (Socket each : silent) {
                each.close();
            }
        }
    }

    @Test
    void nothingIsChanged() throws Exception {
        try (LDAPConnection connection = ca.connect()) {
            assertUnwilling(() -> connection.delete("ou=people," + LdapCa.BASE));
            assertUnwilling(() -> connection.add(
                    "dn: uid=x,ou=people," + LdapCa.BASE, "objectClass: inetOrgPerson", "cn: x", "sn: x"));
            assertUnwilling(() ->
                    connection.modify("dn: ou=people," + LdapCa.BASE, "changetype: modify", "replace: ou", "ou: x"));
            assertUnwilling(() -> connection.modifyDN("ou=people," + LdapCa.BASE, "ou=x", true));
            assertUnwilling(() -> connection.compare("ou=people," + LdapCa.BASE, "ou", "people"));
        }
    }

    private static void assertUnwilling(ThrowingCallable work) {
        assertThatThrownBy(work).isInstanceOfSatisfying(LDAPException.class, e -> {
            assertThat(e.getResultCode()).isEqualTo(ResultCode.UNWILLING_TO_PERFORM);
            assertThat(e.getDiagnosticMessage()).contains("read-only");
        });
    }
}
