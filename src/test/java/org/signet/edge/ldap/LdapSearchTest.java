package org.signet.edge.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signet.edge.ldap.LdapPeople.found;
import static org.signet.edge.ldap.LdapPeople.search;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.CertificateBundle;

/** What is found by which filter, as address books send them, and what is told of it. */
class LdapSearchTest {
    private static LdapPeople people;

    @BeforeAll
    static void open(@TempDir Path parent) {
        people = LdapPeople.open(parent);
    }

    @AfterAll
    static void close() {
        people.close();
    }

    private static String told(LDAPConnection connection, String filter) throws LDAPException {
        SearchResult result = search(connection, LdapCa.BASE, SearchScope.SUB, filter);
        String names = result.getSearchEntries().stream()
                .filter(entry -> entry.hasAttribute("cn"))
                .map(entry -> entry.getAttributeValue("cn"))
                .sorted()
                .collect(Collectors.joining(" "));
        return result.getResultCode().intValue() + " " + names;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "(mail=ada.lovelace@example.com) ; 0 Ada Lovelace",
                "(MAIL=ADA.Lovelace@EXAMPLE.com) ; 0 Ada Lovelace",
                "(&(objectClass=*)(|(mail=ada.lovelace@example.com)(mail=gerd@example.com))) ; 0 Ada Lovelace Gerd Müller",
                "(&(mail=ada.lovelace@example.com)(cn=Eve)) ; 0",
                "(&(mail=ada.lovelace@example.com)(!(cn=Eve))) ; 0 Ada Lovelace",
                "(&(mail=ada.lovelace@example.com)(telephoneNumber=*)) ; 0",
                "(&(mail=ada.lovelace@example.com)(objectClass=inetOrgPerson)) ; 0 Ada Lovelace",
                // dirmngr's, for a whole address
                "(|(sn=*gerd@example.com*)(|(cn=*gerd@example.com*)(mail=*gerd@example.com*))) ; 0 Gerd Müller",
                "(mail=bob@bücher.example) ; 0 bob@xn--bcher-kva.example",
                // Revoked and unknown look the same.
                "(mail=mallory@example.com) ; 0",
                "(mail=nobody@example.com) ; 0",
                "(mail=no address) ; 0",
                "(telephoneNumber=*1*) ; 0",
                "(|) ; 0",
                // Nothing that lists.
                "(mail=*) ; 11",
                "(!(mail=x@example.com)) ; 11",
                "(|(mail=gerd@example.com)(cn=*)) ; 11",
                "(mail>=a) ; 0",
                "(mail:caseIgnoreMatch:=gerd@example.com) ; 0",
                "(mail=*ada*) ; 50",
                "(cn=Ada Lovelace) ; 50",
            })
    void withoutABind(String filter, String expected) throws LDAPException {
        try (LDAPConnection connection = people.anonymous()) {
            assertThat(told(connection, filter).strip()).isEqualTo(expected.strip());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "(|(mail=*lov*)(cn=*lov*)(givenName=*lov*)(sn=*lov*)(displayName=*lov*)) ; 0 Ada Lovelace",
                "(cn=*muller*) ; 0 Gerd Müller",
                "(cn=Ada*) ; 0 Ada Lovelace",
                "(cn=ada*lovelace) ; 0 Ada Lovelace",
                "(sn=lovelace) ; 0 Ada Lovelace",
                "(&(objectClass=*)(sn=lovelace)(givenName=Eve)) ; 0",
                "(cn~=eve) ; 0 Eve",
                "(mail=*mallory*) ; 0",
                "(mail=*) ; 11",
                "(|(cn=*ada*)(cn=*eve*)(mail=gerd@example.com)) ; 0 Ada Lovelace Eve Gerd Müller",
            })
    void bound(String filter, String expected) throws LDAPException {
        try (LDAPConnection connection = people.bound()) {
            assertThat(told(connection, filter).strip()).isEqualTo(expected.strip());
        }
    }

    @Test
    void attributesAsAsked() throws Exception {
        try (LDAPConnection connection = people.anonymous()) {
            SearchResultEntry all = found(connection, "ada.lovelace@example.com");
            assertThat(all.getDN()).matches("uid=p[0-9a-f]{20},ou=people,o=Example Company");
            assertThat(all.getAttributeValues("mail")).containsExactly("Ada.Lovelace@example.com");
            assertThat(all.getAttributeValue("sn")).isEqualTo("Lovelace");
            assertThat(all.getAttributeValue("givenName")).isEqualTo("Ada");
            assertThat(all.getAttributeValueBytes("userCertificate;binary"))
                    .isEqualTo(people.ada().der().toArray());
            assertThat(all.hasAttribute("entryDN")).isFalse();
            List<Certificate> chain = CertificateBundle.parse(all.getAttributeValueBytes("userSMIMECertificate;binary"))
                    .orThrow()
                    .certificates();
            assertThat(chain).hasSize(3).contains(people.ada());
            for (String name : List.of("usercertificate", "userCertificate;binary", "2.5.4.36", "2.5.4.36;binary")) {
                assertThat(names(found(connection, "ada.lovelace@example.com", name)))
                        .containsExactly("userCertificate;binary");
            }
            assertThat(names(found(connection, "ada.lovelace@example.com", "1.1")))
                    .isEmpty();
            assertThat(names(found(connection, "ada.lovelace@example.com", "entryDN", "surname")))
                    .containsExactlyInAnyOrder("sn", "entryDN");
            SearchRequest types = new SearchRequest(
                    LdapCa.BASE, SearchScope.SUB, Filter.create("(mail=ada.lovelace@example.com)"), "cn");
            types.setTypesOnly(true);
            assertThat(connection.search(types).getSearchEntries().get(0).getAttributeValue("cn"))
                    .isNull();
        }
    }

    private static List<String> names(SearchResultEntry entry) {
        return entry.getAttributes().stream().map(a -> a.getName()).toList();
    }
}
