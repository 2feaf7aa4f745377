package org.signet.edge.http;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where and how the server listens.
 *
 * @param people the listener that answers everything
 * @param status a second one for CRLs and CA certificates alone, since those are fetched by plain HTTP; needed when the
 *     first speaks TLS
 * @param behindProxy whether a reverse proxy stands directly in front; only then is what it says of the client believed
 */
public record ServerSettings(Listener people, Optional<Listener> status, boolean behindProxy) {

    /** Paths that the status listener answers, by how they begin. */
    static final List<String> STATUS_PATHS = List.of("/crl/", "/crls/", "/aia/", "/ocsp", "/healthz");

    public static ServerSettings loopback(int port) {
        return new ServerSettings(new Listener("127.0.0.1", port, Optional.empty()), Optional.empty(), false);
    }

    /**
     * An address and port.
     *
     * @param address of an interface; {@code 0.0.0.0} for all
     * @param port 0 for any free one
     */
    public record Listener(String address, int port, Optional<TlsFiles> tls) {}

    /**
     * PEM files of the server's certificate, its chain behind it, and of its private key without a passphrase. Read again
     * when they change.
     */
    public record TlsFiles(Path certificate, Path key) {}
}
