package org.signet.app;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.signet.ca.trust.LdapPlace;
import org.signet.edge.http.Metrics;
import org.signet.edge.http.WebServer;
import org.signet.edge.http.limit.RateLimits;
import org.signet.edge.ldap.LdapServer;
import org.signet.edge.ldap.LdapSettings;
import org.signet.edge.ldap.LdapSettings.Port;
import org.signet.model.Unavailable;

/** The directory by LDAP, wired as the configuration says; nothing if it is switched off there. */
final class LdapService implements AutoCloseable {
    private static final int PORT = 1389;
    private static final int TLS_PORT = 1636;

    private final Config config;
    private final Optional<LdapServer> server;

    private LdapService(Config config, Optional<LdapServer> server) {
        this.config = config;
        this.server = server;
    }

    /** Nothing listens yet. */
    static LdapService of(Signet signet, RateLimits limits) {
        Config config = signet.config();
        return new LdapService(
                config, config.ldap().enabled() ? Optional.of(server(signet, limits)) : Optional.empty());
    }

    /**
     * Opens its listeners.
     *
     * @param web listens already, and no more if these cannot be opened
     */
    void start(WebServer web) {
        try {
            server.ifPresent(LdapServer::start);
        } catch (Unavailable e) {
            web.close();
            throw e;
        }
    }

    /** Where it listens (RFC 4516), plain first. */
    List<String> urls() {
        return server.map(LdapServer::urls).orElse(List.of());
    }

    /** Where people's machines find it: {@link #place(Config)} with the port that was free. */
    Optional<LdapPlace> place() {
        return place(config)
                .map(place -> urls().stream()
                        .map(URI::create)
                        .filter(url -> url.getScheme().equals("ldaps") == place.tls())
                        .findFirst()
                        .map(url -> new LdapPlace(place.host(), url.getPort(), place.tls(), place.base()))
                        .orElse(place));
    }

    void measureBy(Metrics metrics) {
        server.ifPresent(ldap -> {
            metrics.total("signet.ldap.connections", "Connections by LDAP.", ldap::accepted);
            metrics.total("signet.ldap.searches", "Searches by LDAP.", ldap::searches);
            metrics.level("signet.ldap.open", "Connections by LDAP that are open.", ldap::open);
        });
    }

    @Override
    public void close() {
        server.ifPresent(LdapServer::close);
    }

    /** Where people's machines find it: at the host of the pages, by TLS where there is. */
    static Optional<LdapPlace> place(Config config) {
        Config.Ldap ldap = config.ldap();
        boolean tls = config.listen().tls();
        return ldap.enabled()
                ? Optional.of(new LdapPlace(
                        URI.create(config.url()).getHost(),
                        (tls ? tlsPort(ldap) : port(ldap)).number(),
                        tls,
                        LdapServer.baseDn(config.company())))
                : Optional.empty();
    }

    private static Port port(Config.Ldap ldap) {
        return ldap.port() == null ? Port.from(PORT) : Port.of(ldap.port());
    }

    private static Port tlsPort(Config.Ldap ldap) {
        return ldap.tlsPort() == null ? Port.from(TLS_PORT) : Port.of(ldap.tlsPort());
    }

    /** Who looks addresses up, and who tries tokens. */
    private static LdapServer server(Signet signet, RateLimits limits) {
        return new LdapServer(
                settings(signet.config()),
                signet.addressBook().directory(),
                signet.apiTokens(),
                limits.shared("ldap-lookup", 60, Duration.ofSeconds(1)),
                limits.shared("ldap-bind", 10, Duration.ofSeconds(30)),
                signet.clock());
    }

    static LdapSettings settings(Config config) {
        Config.Ldap ldap = config.ldap();
        Config.Listen listen = config.listen();
        String with = listen.tls() && listen.address() != null ? listen.address() : "127.0.0.1";
        return new LdapSettings(
                config.company(),
                ldap.address() == null ? with : ldap.address(),
                port(ldap),
                tlsPort(ldap),
                listen.tlsFiles(),
                ldap.anonymous());
    }
}
