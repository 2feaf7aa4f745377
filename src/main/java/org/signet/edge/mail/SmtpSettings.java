package org.signet.edge.mail;

import org.signet.model.EmailAddress;

/**
 * Where mail is handed over.
 *
 * @param user null for no authentication
 * @param password read from its file; null without a user
 */
public record SmtpSettings(String host, int port, Security security, String user, String password, EmailAddress from) {

    /** How the connection is protected. */
    public enum Security {
        /** TLS from the first byte (RFC 8314). */
        TLS,
        /** STARTTLS, refused if the server does not offer it. */
        STARTTLS,
        /** None: for a relay on the same machine. */
        NONE
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
