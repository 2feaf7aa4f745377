package org.signet.edge.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.policy.SignatureScheme;
import org.signet.crypto.x509.ocsp.CertId;
import org.signet.crypto.x509.ocsp.OcspAnswer;
import org.signet.crypto.x509.ocsp.OcspRequest;
import org.signet.crypto.x509.ocsp.OcspStatus;
import org.signet.crypto.x509.revocation.Chain;
import org.signet.model.Bytes;

/** Where a partner's certificates say that their status is to be had: CRLs and an OCSP responder on this machine. */
public final class PartnerServer implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, Bytes> files = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private Function<CertId, Bytes> responder;

    public PartnerServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            asked.add(path);
            Bytes body = path.equals("/ocsp") && responder != null
                    ? responder.apply(
                            OcspRequest.parse(Bytes.of(exchange.getRequestBody().readAllBytes()))
                                    .orThrow()
                                    .ids()
                                    .get(0))
                    : files.get(path);
            if (body == null) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                exchange.sendResponseHeaders(200, body.length());
                exchange.getResponseBody().write(body.toArray());
            }
        }
    }

    public String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    public void publish(String path, Bytes file) {
        files.put(path, file);
    }

    void answer(Function<CertId, Bytes> how) {
        responder = how;
    }

    /** The paths that were asked for so far. */
    List<String> asked() {
        return asked;
    }

    /** The CA's own signature under that status. */
    static Bytes signed(Chain chain, CertId id, OcspStatus status) {
        Instant now = chain.now();
        var single = new OcspAnswer.Single(id, status, now, now.plusSeconds(3600));
        return new OcspAnswer(List.of(single), now, Optional.empty())
                .signed(
                        chain.ca(),
                        data -> Providers.sign(
                                SignatureScheme.ECDSA_SHA256, chain.caKey().getPrivate(), data));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
