package org.signet.edge.http;

import java.io.IOException;
import java.util.Optional;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.signet.edge.http.ServerSettings.Listener;
import org.signet.model.Unavailable;

/** Opens the sockets that the server listens on. */
final class Connectors {
    /** A request attribute: there on requests that came by the status listener. */
    static final String BY_STATUS_LISTENER = "signet.status-listener";

    private static final int IDLE_MILLIS = 30_000;
    /** Connections that the machine keeps until the server takes them: a crowd comes in a moment. */
    private static final int BACKLOG = 1024;

    private Connectors() {}

    static ServerConnector people(Server server, HttpConfiguration shared, Listener listener, Optional<TlsKeys> tls) {
        HttpConfiguration http = new HttpConfiguration(shared);
        HttpConnectionFactory plain = new HttpConnectionFactory(http);
        if (tls.isEmpty()) {
            return bound(new ServerConnector(server, 1, -1, plain), listener);
        }
        http.addCustomizer(new SecureRequestCustomizer(false));
        SslConnectionFactory ssl = new SslConnectionFactory(tls.get().factory(), plain.getProtocol());
        return bound(new ServerConnector(server, 1, -1, ssl, plain), listener);
    }

    static ServerConnector status(Server server, HttpConfiguration shared, Listener listener) {
        HttpConfiguration http = new HttpConfiguration(shared);
        http.addCustomizer((request, headers) -> {
            request.setAttribute(BY_STATUS_LISTENER, true);
            return request;
        });
        return bound(new ServerConnector(server, 1, 1, new HttpConnectionFactory(http)), listener);
    }

    private static ServerConnector bound(ServerConnector connector, Listener listener) {
        connector.setHost(listener.address());
        connector.setPort(listener.port());
        connector.setIdleTimeout(IDLE_MILLIS);
        connector.setAcceptQueueSize(BACKLOG);
        try {
            connector.open();
        } catch (IOException e) {
            throw new Unavailable(sentence(listener, e), e);
        }
        return connector;
    }

    private static String sentence(Listener listener, IOException e) {
        String text = String.valueOf(e.getMessage()) + " " + e.getCause();
        String where = "port " + listener.port() + " of " + listener.address();
        if (text.contains("in use")) {
            return "Cannot listen: " + where + " is in use by another program. Stop that one, or choose another port.";
        }
        if (text.contains("denied")) {
            return "Cannot listen: " + where + " may be opened by an administrator only. Choose one above 1023.";
        }
        return "Cannot listen: " + where + " cannot be opened (" + e.getMessage() + "). Check the address.";
    }

    /** The URL of a bound listener. */
    static String url(ServerConnector connector, Listener listener) {
        String host = listener.address().contains(":") ? "[" + listener.address() + "]" : listener.address();
        return (listener.tls().isPresent() ? "https://" : "http://") + host + ":" + connector.getLocalPort();
    }
}
