package org.signet.edge.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.signet.edge.ldap.LdapPeople.found;
import static org.signet.edge.ldap.LdapPeople.search;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tree as browsers walk it, and the limits of an answer. */
class LdapTreeTest {
    private static LdapPeople people;

    @BeforeAll
    static void open(@TempDir Path parent) {
        people = LdapPeople.open(parent);
    }

    @AfterAll
    static void close() {
        people.close();
    }

    @Test
    void aPartnersPersonHasBothSpellingsOfTheDomain() throws Exception {
        try (LDAPConnection connection = people.anonymous()) {
            SearchResultEntry entry = found(connection, "bob@xn--bcher-kva.example");
            assertThat(entry.getDN()).endsWith(",ou=partners,o=Example Company");
            assertThat(entry.getAttributeValues("mail"))
                    .containsExactly("bob@xn--bcher-kva.example", "bob@bücher.example");
            assertThat(entry.getAttributeValue("o")).isEqualTo("Bücher");
            assertThat(entry.getAttributeValueBytes("userCertificate;binary"))
                    .isEqualTo(people.bob().der().toArray());
            String filter = "(mail=bob@xn--bcher-kva.example)";
            assertThat(search(connection, "ou=people," + LdapCa.BASE, SearchScope.SUB, filter)
                            .getEntryCount())
                    .isZero();
            assertThat(search(connection, "ou=partners," + LdapCa.BASE, SearchScope.ONE, filter)
                            .getEntryCount())
                    .isOne();
        }
    }

    /** What browsers do: they ask what there is, read on from name to name, and read again what they were told. */
    @Test
    void aBrowserFindsItsWay() throws Exception {
        String adas;
        try (LDAPConnection connection = people.bound()) {
            assertThat(connection.getRootDSE().getNamingContextDNs()).containsExactly(LdapCa.BASE);
            assertThat(connection.getSchema().getObjectClass("inetOrgPerson")).isNotNull();
            assertThat(connection.getSchema().getAttributeType("userSMIMECertificate"))
                    .isNotNull();
            assertThat(dns(connection, LdapCa.BASE, SearchScope.BASE)).containsExactly(LdapCa.BASE);
            assertThat(dns(connection, LdapCa.BASE, SearchScope.ONE))
                    .containsExactly("ou=people," + LdapCa.BASE, "ou=partners," + LdapCa.BASE);
            assertThat(dns(connection, "", SearchScope.ONE)).containsExactly(LdapCa.BASE);
            assertThat(search(connection, "ou=people," + LdapCa.BASE, SearchScope.ONE, "(objectClass=*)")
                            .getResultCode())
                    .isEqualTo(ResultCode.ADMIN_LIMIT_EXCEEDED);
            adas = found(connection, "ada.lovelace@example.com").getDN();
            assertThat(dns(connection, adas, SearchScope.BASE)).containsExactly(adas);
            assertThat(dns(connection, adas.replace("people", "partners"), SearchScope.BASE))
                    .isEmpty();
        }
        try (LDAPConnection other = people.bound()) {
            assertThat(search(other, adas, SearchScope.BASE, "(cn=*)").getResultCode())
                    .as("known from another connection")
                    .isEqualTo(ResultCode.NO_SUCH_OBJECT);
            assertThat(search(other, "nonsense", SearchScope.BASE, "(cn=*)").getResultCode())
                    .isEqualTo(ResultCode.INVALID_DN_SYNTAX);
        }
    }

    private static List<String> dns(LDAPConnection connection, String base, SearchScope scope) throws LDAPException {
        return search(connection, base, scope, "(objectClass=*)").getSearchEntries().stream()
                .map(SearchResultEntry::getDN)
                .toList();
    }

    @Test
    void limitsAndPages() throws Exception {
        IntStream.range(0, 7).forEach(i -> people.ca().issue("page" + i + "@example.com", "Page Number" + i));
        try (LDAPConnection connection = people.bound()) {
            SearchRequest few = new SearchRequest(LdapCa.BASE, SearchScope.SUB, "(cn=page*)", "cn");
            few.setSizeLimit(3);
            assertThatThrownBy(() -> connection.search(few)).isInstanceOfSatisfying(LDAPSearchException.class, e -> {
                assertThat(e.getResultCode()).isEqualTo(ResultCode.SIZE_LIMIT_EXCEEDED);
                assertThat(e.getEntryCount()).isEqualTo(3);
            });
            few.setSizeLimit(0);
            List<String> seen = new ArrayList<>();
            ASN1OctetString cookie = null;
            int pages = 0;
            do {
                few.setControls(new SimplePagedResultsControl(3, cookie, true));
                SearchResult page = connection.search(few);
                page.getSearchEntries().forEach(entry -> seen.add(entry.getAttributeValue("cn")));
                cookie = SimplePagedResultsControl.get(page).getCookie();
                pages++;
            } while (cookie.getValueLength() > 0);
            assertThat(pages).isEqualTo(3);
            assertThat(seen).hasSize(7).doesNotHaveDuplicates();
        }
    }

    @Test
    void unknownControls() throws Exception {
        try (LDAPConnection connection = people.anonymous()) {
            SearchRequest request =
                    new SearchRequest(LdapCa.BASE, SearchScope.SUB, "(mail=ada.lovelace@example.com)", "cn");
            request.setControls(new Control("1.2.3.4.5", true));
            assertThatThrownBy(() -> connection.search(request))
                    .isInstanceOfSatisfying(
                            LDAPSearchException.class,
                            e -> assertThat(e.getResultCode()).isEqualTo(ResultCode.UNAVAILABLE_CRITICAL_EXTENSION));
            request.setControls(new Control("1.2.3.4.5", false));
            assertThat(connection.search(request).getEntryCount()).isOne();
        }
    }
}
