package org.signet.app;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.signet.ca.trust.LdapPlace;
import org.signet.edge.http.RateLimit;
import org.signet.edge.http.WebServer;
import org.signet.edge.ldap.LdapServer;
import org.signet.edge.ldap.LdapSettings;
import org.signet.model.Unavailable;

/** The directory by LDAP, wired as the configuration says. */
final class LdapService {
    private static final int PORT = 1389;
    private static final int TLS_PORT = 1636;

    private LdapService() {}

    /**
     * Opens its listeners; nothing if it is switched off.
     *
     * @param web listens already, and no more if these cannot be opened
     */
    static Optional<LdapServer> start(Signet signet, WebServer web) {
        if (!signet.config().ldap().enabled()) {
            return Optional.empty();
        }
        try {
            LdapServer server = server(signet);
            server.start();
            return Optional.of(server);
        } catch (Unavailable e) {
            web.close();
            throw e;
        }
    }

    /** Where people's machines find it: at the host of the pages, by TLS where there is. */
    static Optional<LdapPlace> place(Config config) {
        Config.Ldap ldap = config.ldap();
        boolean tls = config.listen().tls();
        return ldap.enabled()
                ? Optional.of(new LdapPlace(
                        URI.create(config.url()).getHost(),
                        tls ? tlsPort(ldap) : port(ldap),
                        tls,
                        LdapServer.baseDn(config.company())))
                : Optional.empty();
    }

    private static int port(Config.Ldap ldap) {
        return ldap.port() == null ? PORT : ldap.port();
    }

    private static int tlsPort(Config.Ldap ldap) {
        return ldap.tlsPort() == null ? TLS_PORT : ldap.tlsPort();
    }

    private static LdapServer server(Signet signet) {
        return new LdapServer(
                settings(signet.config()),
                signet.addressBook().directory(),
                signet.apiTokens(),
                new RateLimit(60, Duration.ofSeconds(1), signet.clock()),
                new RateLimit(10, Duration.ofSeconds(30), signet.clock()),
                signet.clock());
    }

    private static LdapSettings settings(Config config) {
        Config.Ldap ldap = config.ldap();
        Config.Listen listen = config.listen();
        String with = listen.tls() && listen.address() != null ? listen.address() : "127.0.0.1";
        return new LdapSettings(
                config.company(),
                ldap.address() == null ? with : ldap.address(),
                port(ldap),
                ldap.port() == null,
                tlsPort(ldap),
                listen.tlsFiles(),
                ldap.anonymous());
    }
}
