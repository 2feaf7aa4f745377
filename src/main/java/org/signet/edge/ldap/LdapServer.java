package org.signet.edge.ldap;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.signet.ca.access.ApiTokens;
import org.signet.ca.directory.Directory;
import org.signet.edge.http.TlsKeys;
import org.signet.edge.http.limit.RateLimit;
import org.signet.edge.ldap.LdapSettings.Port;
import org.signet.model.Unavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens for address books. Where there is no room for one more connection, the one that has waited longest for its client ends: who
 * opens a thousand and says nothing keeps nobody out.
 */
public final class LdapServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LdapServer.class);

    static final int MAX_CONNECTIONS = 512;
    static final int MAX_OF_ONE_CLIENT = 128;
    private static final int BACKLOG = 128;
    private static final int LOOK_SECONDS = 5;
    private static final long STACK = 512 * 1024;

    private final LdapSettings settings;
    private final Operations operations;
    private final Clock clock;
    private final Optional<TlsKeys> tls;
    private final List<ServerSocket> listening = new ArrayList<>();
    private final Set<LdapConnection> connections = ConcurrentHashMap.newKeySet();
    private final AtomicLong accepted = new AtomicLong();
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "ldap-looks");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Reads the TLS files if there are any; nothing listens yet.
     *
     * @param lookups how many addresses one client may ask for unbound
     * @param binds how many binds of one client may fail
     * @throws Unavailable if the TLS files cannot be used
     */
    public LdapServer(
            LdapSettings settings,
            Directory directory,
            ApiTokens tokens,
            RateLimit lookups,
            RateLimit binds,
            Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.tls = settings.tls().map(TlsKeys::new);
        Tree tree = new Tree(settings.company(), directory, tls.isPresent());
        this.operations = new Operations(
                new Operations.Services(directory, tokens, tree, settings.anonymous(), lookups, binds, clock));
    }

    /** The name of the whole tree for that company, for settings of clients. */
    public static String baseDn(String company) {
        return Tree.baseDn(company);
    }

    /**
     * Opens the listeners and answers from now on.
     *
     * @throws Unavailable if one cannot be opened; none stays open then
     */
    public void start() {
        try {
            listen("ldap", settings.port());
            if (tls.isPresent()) {
                listen("ldaps", settings.tlsPort());
            }
        } catch (Unavailable e) {
            close();
            throw e;
        }
        looks.scheduleWithFixedDelay(this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    /** Of the listeners (RFC 4516), without what they serve: plain first. */
    public List<String> urls() {
        return listening.stream().map(this::url).toList();
    }

    private String url(ServerSocket socket) {
        String host = settings.address().contains(":") ? "[" + settings.address() + "]" : settings.address();
        return (socket == listening.get(0) ? "ldap://" : "ldaps://") + host + ":" + socket.getLocalPort();
    }

    private void listen(String scheme, Port port) {
        ServerSocket server = bound(port);
        listening.add(server);
        Thread thread = new Thread(() -> accept(server, scheme.equals("ldaps")), scheme);
        thread.setDaemon(true);
        thread.start();
    }

    private ServerSocket bound(Port port) {
        for (int each = port.number(); ; each++) {
            ServerSocket server = null;
            try {
                server = new ServerSocket();
                server.bind(new InetSocketAddress(InetAddress.getByName(settings.address()), each), BACKLOG);
                return server;
            } catch (IOException e) {
                closeQuietly(server);
                if (each >= port.last()) {
                    throw new Unavailable(
                            "Cannot listen for LDAP on port " + each + " of " + settings.address() + " ("
                                    + e.getMessage()
                                    + "). Choose another in [ldap] of signet.toml, or set enabled = false there.",
                            e);
                }
            }
        }
    }

    private static void closeQuietly(ServerSocket server) {
        try {
            if (server != null) {
                server.close();
            }
        } catch (IOException e) {
            LOG.debug("closing a listener", e);
        }
    }

    private void accept(ServerSocket server, boolean secured) {
        while (!server.isClosed()) {
            try {
                serve(server.accept(), secured);
            } catch (IOException | RuntimeException e) {
                if (!server.isClosed()) {
                    LOG.warn("A connection by LDAP could not be taken.", e);
                }
            } catch (OutOfMemoryError e) {
                // No thread to be had; the client sees its connection end.
                LOG.warn("There was no thread for a connection by LDAP.");
            }
        }
    }

    private void serve(Socket socket, boolean secured) throws IOException {
        socket.setTcpNoDelay(true);
        LdapConnection connection = new LdapConnection(socket, operations, tls, secured, clock);
        makeRoom(RateLimit.client(connection.client()));
        connections.add(connection);
        Thread thread = new Thread(
                null,
                () -> {
                    try {
                        connection.run();
                    } finally {
                        connections.remove(connection);
                    }
                },
                "ldap-" + accepted.incrementAndGet(),
                STACK);
        thread.setDaemon(true);
        thread.start();
    }

    private void makeRoom(String client) {
        List<LdapConnection> same = connections.stream()
                .filter(each -> RateLimit.client(each.client()).equals(client))
                .toList();
        if (same.size() >= MAX_OF_ONE_CLIENT) {
            end(same);
        } else if (connections.size() >= MAX_CONNECTIONS) {
            end(List.copyOf(connections));
        }
    }

    private void end(List<LdapConnection> among) {
        among.stream().min(Comparator.comparingLong(LdapConnection::since)).ifPresent(connection -> {
            connections.remove(connection);
            connection.close();
        });
    }

    private void look() {
        long now = clock.millis();
        connections.stream().filter(each -> each.isOverdue(now)).forEach(LdapConnection::close);
        tls.ifPresent(TlsKeys::refresh);
    }

    /** Connections since the start. */
    public long accepted() {
        return accepted.get();
    }

    /** Connections now. */
    public int open() {
        return connections.size();
    }

    /** Searches since the start. */
    public long searches() {
        return operations.searches();
    }

    @Override
    public void close() {
        looks.shutdownNow();
        listening.forEach(LdapServer::closeQuietly);
        connections.forEach(LdapConnection::close);
    }
}
