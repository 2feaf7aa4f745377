package org.signet.edge.ldap;

import java.util.Optional;
import org.signet.edge.http.ServerSettings.TlsFiles;

/**
 * Where the directory listens, and to whom it tells what.
 *
 * @param company as certificates name it; the tree begins there
 * @param address of an interface; {@code 0.0.0.0} for all
 * @param port of plain LDAP, which becomes TLS by StartTLS; 0 for any free one
 * @param free whether another port may be taken if that one is in use
 * @param tlsPort of LDAPS, open if there are TLS files; 0 for any free one
 * @param anonymous whether who has not bound may ask for whole addresses
 */
public record LdapSettings(
        String company,
        String address,
        int port,
        boolean free,
        int tlsPort,
        Optional<TlsFiles> tls,
        boolean anonymous) {}
