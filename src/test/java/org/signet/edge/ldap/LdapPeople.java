package org.signet.edge.ldap;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import java.nio.file.Path;
import org.signet.app.TestCa;
import org.signet.ca.access.Scope;
import org.signet.ca.revocation.Revocation;
import org.signet.crypto.x509.Certificate;
import org.signet.model.RevocationReason;

/**
 * A directory with Ada, Gerd and Eve of ours, Mallory, whose certificate was revoked, and a partner's Bob.
 *
 * @param token to bind with
 */
record LdapPeople(LdapCa ca, Certificate ada, Certificate bob, String token) implements AutoCloseable {

    static LdapPeople open(Path parent) {
        LdapCa ca = LdapCa.open(parent, 10_000);
        Certificate ada = ca.issue("Ada.Lovelace@example.com", "Ada Lovelace");
        ca.issue("gerd@example.com", "Gerd Müller");
        ca.issue("eve@example.com", "Eve");
        Certificate mallory = ca.issue("mallory@example.com", "Mallory");
        ca.signet()
                .revocation()
                .revoke(
                        mallory.content().serial(),
                        Revocation.Grounds.of(RevocationReason.KEY_COMPROMISE),
                        TestCa.OPERATOR)
                .orThrow();
        Certificate bob = ca.partner("Bücher", "bob@xn--bcher-kva.example");
        return new LdapPeople(ca, ada, bob, ca.token("search", Scope.CERTIFICATES_FIND));
    }

    LDAPConnection anonymous() throws LDAPException {
        return ca.connect();
    }

    LDAPConnection bound() throws LDAPException {
        LDAPConnection connection = anonymous();
        connection.bind("cn=token," + LdapCa.BASE, token);
        return connection;
    }

    /** What was told, of a search that was broken off too. */
    static SearchResult search(LDAPConnection connection, String base, SearchScope scope, String filter)
            throws LDAPException {
        try {
            return connection.search(base, scope, Filter.create(filter));
        } catch (LDAPSearchException e) {
            return e.getSearchResult();
        }
    }

    static SearchResultEntry found(LDAPConnection connection, String mail, String... attributes) throws LDAPException {
        return connection
                .search(LdapCa.BASE, SearchScope.SUB, Filter.createEqualityFilter("mail", mail), attributes)
                .getSearchEntries()
                .get(0);
    }

    @Override
    public void close() {
        ca.close();
    }
}
