package org.signet.edge.client;

import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.signet.model.Bytes;

/**
 * Fetches what our own certificates point at, as their readers do: by plain HTTP, without following redirects or proxies,
 * within limits of time and size. Addresses of the company's own network are allowed, so no stranger may choose the URL.
 */
public final class StatusDownload {
    private static final int MAX_OCTETS = 64 << 20;

    private final HttpClient http;
    private final Duration limit;

    /** @param limit of the whole answer */
    public StatusDownload(Duration limit) {
        this.limit = limit;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .proxy(HttpClient.Builder.NO_PROXY)
                .connectTimeout(limit)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** Why no answer came. */
    public enum Obstacle {
        /** The URL is none that can be fetched by plain HTTP. */
        NO_HTTP_URL,
        /** The host's name does not resolve. */
        NAME,
        /** Nobody listens there. */
        REFUSED,
        /** No answer, or none that ended in time. */
        SILENT,
        /** Anything else: an answer that is no HTTP, or too large. */
        OTHER
    }

    /**
     * What came of it: an answer, or an obstacle.
     *
     * @param status of HTTP; 0 without an answer
     * @param mediaType in lower case without parameters; empty if there is none
     * @param location where a redirect leads
     * @param detail the obstacle in the network's words
     */
    public record Fetched(
            int status,
            String mediaType,
            Optional<String> location,
            Bytes body,
            Optional<Obstacle> obstacle,
            String detail) {

        private static Fetched failed(Obstacle obstacle, Throwable cause) {
            return new Fetched(
                    0, "", Optional.empty(), Bytes.of(new byte[0]), Optional.of(obstacle), String.valueOf(cause));
        }
    }

    public Fetched get(String url) {
        return fetch(url, Optional.empty(), "");
    }

    public Fetched post(String url, Bytes body, String mediaType) {
        return fetch(url, Optional.of(body), mediaType);
    }

    private Fetched fetch(String url, Optional<Bytes> body, String mediaType) {
        try {
            URI uri = new URI(url);
            if (!"http".equalsIgnoreCase(uri.getScheme()) || uri.getHost() == null) {
                return Fetched.failed(Obstacle.NO_HTTP_URL, null);
            }
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(uri).timeout(limit).header("User-Agent", "signet");
            body.ifPresent(octets ->
                    request.header("Content-Type", mediaType).POST(BodyPublishers.ofByteArray(octets.toArray())));
            return await(http.sendAsync(request.build(), headers -> new LimitedBody(MAX_OCTETS)));
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Fetched.failed(Obstacle.NO_HTTP_URL, e);
        }
    }

    /** Waits for the whole answer: the client's own timeout would end with its headers. */
    private Fetched await(CompletableFuture<HttpResponse<byte[]>> answer) {
        try {
            return fetched(answer.get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            return Fetched.failed(Obstacle.OTHER, e);
        } catch (TimeoutException e) {
            answer.cancel(true);
            return Fetched.failed(Obstacle.SILENT, e);
        } catch (ExecutionException e) {
            return Fetched.failed(obstacle(e.getCause()), e.getCause());
        }
    }

    private static Fetched fetched(HttpResponse<byte[]> answer) {
        String type = answer.headers().firstValue("Content-Type").orElse("");
        return new Fetched(
                answer.statusCode(),
                type.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT),
                answer.headers().firstValue("Location"),
                Bytes.of(answer.body()),
                Optional.empty(),
                "");
    }

    private static Obstacle obstacle(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
                return Obstacle.NAME;
            }
            if (cause instanceof HttpTimeoutException) {
                return Obstacle.SILENT;
            }
        }
        return failure instanceof ConnectException ? Obstacle.REFUSED : Obstacle.OTHER;
    }
}
