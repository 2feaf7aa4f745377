package org.signet.ca.trust;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Where the directory answers by LDAP.
 *
 * @param host as people's machines name it
 * @param tls whether the port speaks TLS from the start (LDAPS)
 * @param base name of the whole tree (RFC 4514)
 */
public record LdapPlace(String host, int port, boolean tls, String base) {
    String server() {
        return (tls ? "ldaps://" : "ldap://") + host + ":" + port;
    }

    /** RFC 4516: for the whole tree. */
    String url() {
        return server() + "/" + URLEncoder.encode(base, StandardCharsets.UTF_8).replace("+", "%20")
                + "??sub?(objectclass=*)";
    }
}
