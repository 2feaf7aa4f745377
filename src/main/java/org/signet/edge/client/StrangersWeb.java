package org.signet.edge.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.ConnectionPool;
import okhttp3.CookieJar;
import okhttp3.Dispatcher;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.signet.model.Outcome;
import org.signet.model.Printable;
import org.signet.model.RefusalCode;

/**
 * Requests to addresses that others chose. Within {@link Reach}; few redirects, each judged anew and none from https down to
 * http; a limit on the time for all of it, however slowly a server drips; no cookies, proxies or compressed bodies.
 */
final class StrangersWeb implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int REDIRECTS = 3;

    private final Reach reach;
    private final Duration total;
    private final ExecutorService threads;
    private final OkHttpClient known;
    private final OkHttpClient strangers;

    /** @param total time for one question, redirects included */
    StrangersWeb(Reach reach, Duration total) {
        this.reach = reach;
        this.total = total;
        this.threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "status");
            thread.setDaemon(true);
            return thread;
        });
        this.known = new OkHttpClient.Builder()
                .dispatcher(new Dispatcher(threads))
                .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
                .connectTimeout(CONNECT)
                .protocols(List.of(Protocol.HTTP_1_1))
                .followRedirects(false)
                .followSslRedirects(false)
                .cookieJar(CookieJar.NO_COOKIES)
                .proxy(Proxy.NO_PROXY)
                .build();
        this.strangers = known.newBuilder().socketFactory(new PublicSockets()).build();
    }

    /** What is asked. {@code body} is that of a POST with its media type; a GET without it. */
    record Question(String url, Map<String, String> headers, Optional<Body> body, long limit) {
        record Body(String mediaType, byte[] octets) {}
    }

    /** @param body whether there is one: status 200 against 304 */
    record Answer(boolean body, Map<String, String> headers) {
        /** @param name in lower case */
        Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name));
        }
    }

    /** Where the body of an answer goes, once there is one. */
    interface Sink {
        OutputStream open() throws IOException;
    }

    /** Asks, and follows redirects; the body has been written when this returns. */
    Outcome<Answer> ask(Question question, Sink sink) {
        long deadline = System.nanoTime() + total.toNanos();
        HttpUrl url = HttpUrl.parse(question.url());
        for (int hops = 0; hops <= REDIRECTS; hops++) {
            Optional<String> objection = url == null ? Optional.of("is no web address") : reach.objection(url);
            if (objection.isPresent()) {
                return refused(question, objection.get());
            }
            Outcome<Step> step = step(question, url, sink, deadline);
            if (!step.isOk()) {
                return Outcome.refused(step.refusal());
            }
            if (step.orThrow().answer() != null) {
                return Outcome.ok(step.orThrow().answer());
            }
            HttpUrl next = url.resolve(step.orThrow().location());
            if (next == null || url.isHttps() && !next.isHttps()) {
                return refused(question, "redirects to something else than the web, or away from TLS");
            }
            url = next;
        }
        return refused(question, "redirects more than " + REDIRECTS + " times");
    }

    /** An answer, or where to go on. */
    private record Step(Answer answer, String location) {}

    /** Waits on another thread's work: a look-up of a name knows no time limit. */
    private Outcome<Step> step(Question question, HttpUrl url, Sink sink, long deadline) {
        long left = Math.max(1, deadline - System.nanoTime());
        Call call = (reach.isKnown(url) ? known : strangers).newCall(request(question, url));
        call.timeout().timeout(left, TimeUnit.NANOSECONDS);
        CompletableFuture<Step> done = new CompletableFuture<>();
        call.enqueue(new Callback() {
            @Override
            public void onFailure(Call failed, IOException problem) {
                done.completeExceptionally(problem);
            }

            @Override
            public void onResponse(Call answered, Response response) {
                try (response) {
                    done.complete(read(question, response, sink));
                } catch (IOException | RuntimeException e) {
                    done.completeExceptionally(e);
                }
            }
        });
        try {
            return Outcome.ok(done.get(left, TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            call.cancel();
            return refused(question, "does not answer in time");
        } catch (InterruptedException e) {
            call.cancel();
            Thread.currentThread().interrupt();
            return refused(question, "was not waited for");
        } catch (ExecutionException e) {
            return refused(question, explained(e.getCause()));
        }
    }

    private static Request request(Question question, HttpUrl url) {
        Request.Builder request = new Request.Builder()
                .url(url)
                .header("User-Agent", "signet")
                // OkHttp would ask for gzip, and a few octets could become as many as they like.
                .header("Accept-Encoding", "identity");
        question.headers().forEach(request::header);
        question.body()
                .ifPresent(body ->
                        request.header("Content-Type", body.mediaType()).post(RequestBody.create(body.octets(), null)));
        return request.build();
    }

    private static Step read(Question question, Response response, Sink sink) throws IOException {
        int status = response.code();
        boolean moved = status == 307 || status == 308;
        // After the others a POST would become a GET.
        boolean movedGet = (status == 301 || status == 302 || status == 303)
                && question.body().isEmpty();
        if ((moved || movedGet) && response.header("Location") != null) {
            return new Step(null, response.header("Location"));
        }
        if (status == 304) {
            return new Step(new Answer(false, headers(response)), null);
        }
        if (status != 200) {
            throw new IOException("answers with status " + status);
        }
        if (!response.header("Content-Encoding", "identity").equalsIgnoreCase("identity")) {
            throw new IOException("sends something compressed");
        }
        copy(response.body(), question.limit(), sink);
        return new Step(new Answer(true, headers(response)), null);
    }

    private static Map<String, String> headers(Response response) {
        Map<String, String> headers = new HashMap<>();
        response.headers().forEach(pair -> {
            // Others could not be sent back; HTTP gives them no meaning (RFC 9110 §5.5).
            if (pair.getSecond().chars().allMatch(c -> c >= ' ' && c <= '~')) {
                headers.put(pair.getFirst().toLowerCase(Locale.ROOT), pair.getSecond());
            }
        });
        return headers;
    }

    private static void copy(ResponseBody body, long limit, Sink sink) throws IOException {
        byte[] part = new byte[64 * 1024];
        long left = limit;
        try (InputStream in = body.byteStream();
                OutputStream out = sink.open()) {
            for (int read = in.read(part); read >= 0; read = in.read(part)) {
                left -= read;
                if (left < 0) {
                    throw new IOException("sends more than " + limit + " bytes");
                }
                out.write(part, 0, read);
            }
        }
    }

    private static String explained(Throwable problem) {
        if (Stream.<Throwable>iterate(problem, Objects::nonNull, Throwable::getCause)
                .anyMatch(PublicSockets.NotPublic.class::isInstance)) {
            return "lies at an address that is not public (--allow-private asks there too)";
        }
        if (problem instanceof UnknownHostException) {
            return "has a name that does not resolve";
        }
        if (problem instanceof InterruptedIOException) {
            return "does not answer in time";
        }
        if (problem instanceof SSLException) {
            return "does not speak TLS as it should";
        }
        if (problem instanceof ConnectException) {
            return "does not accept connections";
        }
        Throwable cause = problem instanceof UncheckedIOException unchecked ? unchecked.getCause() : problem;
        return cause instanceof IOException
                ? Printable.of(String.valueOf(cause.getMessage()), 100)
                : "answers with something that cannot be read";
    }

    private static <T> Outcome<T> refused(Question question, String why) {
        return Outcome.refused(RefusalCode.NOT_FOUND, Printable.of(question.url(), 200) + " " + why + ".");
    }

    @Override
    public void close() {
        threads.shutdownNow();
        known.connectionPool().evictAll();
        strangers.connectionPool().evictAll();
    }
}
