package org.signet.edge.ldap;

import java.util.Optional;
import org.signet.edge.http.ServerSettings.TlsFiles;

/**
 * Where the directory listens, and to whom it tells what.
 *
 * @param company as certificates name it; the tree begins there
 * @param address of an interface; {@code 0.0.0.0} for all
 * @param port of plain LDAP, which becomes TLS by StartTLS
 * @param tlsPort of LDAPS, open if there are TLS files
 * @param anonymous whether who has not bound may ask for whole addresses
 */
public record LdapSettings(
        String company, String address, Port port, Port tlsPort, Optional<TlsFiles> tls, boolean anonymous) {

    /**
     * A port of ours.
     *
     * @param number 0 for any free one
     * @param last up to which the next is taken if that one is in use
     */
    public record Port(int number, int last) {
        private static final int TRIED = 50;

        /** That one and no other. */
        public static Port of(int number) {
            return new Port(number, number);
        }

        /** That one, or one of the next. */
        public static Port from(int number) {
            return new Port(number, number + TRIED);
        }
    }
}
