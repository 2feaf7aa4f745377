package org.signet.edge.http;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.config.SizeUnit;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.ContentTooLargeResponse;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http.UriCompliance.Violation;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.server.handler.MinimumDataRateHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.signet.edge.http.load.Admission;
import org.signet.edge.http.load.Crowd;
import org.signet.model.Unavailable;

/** The HTTP server: listeners, limits and headers around the doors that are hung into it. */
public final class WebServer implements AutoCloseable {
    private static final int MAX_BODY = 64 * 1024;
    private static final List<String> LONG_BODIES = List.of("message/rfc822", "text/csv");
    private static final int MAX_HEAD = 8 * 1024;
    private static final int MAX_THREADS = 64;
    private static final long MIN_BYTES_A_SECOND = 512;
    private static final int TLS_REFRESH_SECONDS = 10;
    private static final long STOP_MILLIS = 10_000;
    private static final int CROWD_SECONDS = 5;

    /**
     * An OCSP request in a path is base64, whose slashes come as they are, doubled too, or encoded, with encoded line breaks at times
     * (RFC 6960 appendix A.1).
     */
    private static final UriCompliance URIS = UriCompliance.DEFAULT.with(
            "with base64 in the path",
            Violation.AMBIGUOUS_PATH_SEPARATOR,
            Violation.AMBIGUOUS_EMPTY_SEGMENT,
            Violation.SUSPICIOUS_PATH_CHARACTERS);

    private final ServerSettings settings;
    private final List<Door> doors;
    private final Failures failures;
    private final SecureRandom random;
    private final Optional<TlsKeys> tls;
    private final List<ServerConnector> connectors = new ArrayList<>();
    private final Crowd crowd = new Crowd();
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "http-looks");
        thread.setDaemon(true);
        return thread;
    });
    private Optional<String> people = Optional.empty();
    private Optional<Metrics> metrics = Optional.empty();
    private Javalin javalin;

    /**
     * Reads the TLS files if there are any; nothing listens yet.
     *
     * @param page how a failure looks in a browser
     * @throws Unavailable if the TLS files cannot be used
     */
    public WebServer(ServerSettings settings, List<Door> doors, ProblemPage page, SecureRandom random) {
        this.settings = settings;
        this.doors = List.copyOf(doors);
        this.random = random;
        this.failures = new Failures(page, random);
        this.tls = settings.people().tls().map(TlsKeys::new);
    }

    /** Has every request counted and timed. */
    public WebServer measuredBy(Metrics counter) {
        metrics = Optional.of(counter);
        return this;
    }

    /** Has whoever looks for a page by the status listener's plain HTTP sent to where it is. */
    public WebServer withPagesAt(String url) {
        people = Optional.of(url);
        return this;
    }

    /** Has those who come by TLS asked for a certificate of these CAs, which they need not have. */
    public WebServer askingForCertificatesOf(Supplier<List<X509Certificate>> issuers) {
        tls.ifPresent(keys -> keys.askClients(issuers));
        return this;
    }

    /**
     * Opens the listeners and answers from now on.
     *
     * @return their URLs, that for people first
     * @throws Unavailable if one cannot be opened; none stays open then
     */
    public List<String> start() {
        javalin = Javalin.create(this::configure);
        try {
            javalin.start();
        } catch (Unavailable e) {
            connectors.forEach(ServerConnector::close);
            throw e;
        }
        looks.scheduleWithFixedDelay(crowd::look, CROWD_SECONDS, CROWD_SECONDS, TimeUnit.SECONDS);
        if (tls.isPresent()) {
            looks.scheduleWithFixedDelay(this::refreshTls, TLS_REFRESH_SECONDS, TLS_REFRESH_SECONDS, TimeUnit.SECONDS);
        }
        List<String> urls = new ArrayList<>();
        urls.add(Connectors.url(connectors.get(0), settings.people()));
        settings.status().ifPresent(status -> urls.add(Connectors.url(connectors.get(1), status)));
        return urls;
    }

    /** What its doors answer, as they were hung in: method and path, for example {@code GET /admin/people/{id}}. */
    public List<String> routes() {
        return javalin.unsafe.internalRouter.allHttpHandlers().stream()
                .map(handler -> handler.endpoint)
                .filter(endpoint -> endpoint.method.isHttpMethod())
                .map(endpoint -> endpoint.method.name() + " " + endpoint.path)
                .toList();
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.maxRequestSize = MAX_BODY;
        config.http.prefer405over404 = true;
        // Pages carry secrets beside what their reader chose: compressed, their length would tell (BREACH).
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.jetty.multipartConfig.maxTotalRequestSize(MAX_BODY, SizeUnit.BYTES);
        config.jetty.threadPool = threads();
        config.jetty.modifyServer(server -> server.setErrorHandler(Failures::beforeAnyDoor));
        config.jetty.modifyHttpConfiguration(http -> {
            http.setRequestHeaderSize(MAX_HEAD);
            http.setSendServerVersion(false);
            // Else a secret in another case than one sent before on the same connection is taken for that one.
            http.setHeaderCacheCaseSensitive(true);
            http.setUriCompliance(URIS);
        });
        config.jetty.modifyServer(Crowd::bound);
        config.jetty.modifyServer(this::handle);
        listen(config);
        if (settings.behindProxy()) {
            Forwarded.believe(config);
        }
        config.routes.before(SecurityHeaders::set);
        config.routes.before(this::keepToStatus);
        config.routes.before(WebServer::noMultipart);
        config.routes.before(WebServer::noLongBody);
        config.requestLogger.http((ctx, millis) -> {
            metrics.ifPresent(counter -> counter.requested(ctx, millis));
            RequestTrace.answered(ctx, millis);
        });
        failures.handleIn(config);
        doors.forEach(door -> door.open(config.routes));
    }

    /** Who sends a body drop by drop is not waited for; nobody honest is as slow. */
    private void handle(Server server) {
        Handler.Singleton limited = new MinimumDataRateHandler(
                Admission.around(new HeadAsGet(), WebServer::goesFirst, MAX_BODY, LONG_BODIES), MIN_BYTES_A_SECOND, 0);
        server.setHandler(new GracefulHandler(new RequestTrace(limited, settings.behindProxy(), random)));
        server.setStopTimeout(STOP_MILLIS);
    }

    /** Who asks with HEAD is answered as with GET (RFC 9110 §9.3.2); Jetty leaves the content away. */
    private static final class HeadAsGet extends Handler.Wrapper {
        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            Request asked = HttpMethod.HEAD.is(request.getMethod())
                    ? new Request.Wrapper(request) {
                        @Override
                        public String getMethod() {
                            return HttpMethod.GET.asString();
                        }
                    }
                    : request;
            return super.handle(asked, response, callback);
        }
    }

    private static boolean goesFirst(String path) {
        return path.startsWith("/healthz")
                || ServerSettings.STATUS_PATHS.stream().anyMatch(path::startsWith);
    }

    private static QueuedThreadPool threads() {
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, 4, 60_000);
        threads.setName("http");
        threads.setReservedThreads(0);
        return threads;
    }

    private void listen(JavalinConfig config) {
        config.jetty.addConnector((server, http) -> opened(Connectors.people(server, http, settings.people(), tls)));
        settings.status()
                .ifPresent(status ->
                        config.jetty.addConnector((server, http) -> opened(Connectors.status(server, http, status))));
    }

    private ServerConnector opened(ServerConnector connector) {
        connector.addBean(crowd);
        connectors.add(connector);
        return connector;
    }

    /** By the status listener, only what certificates point at; who looks for a page there is sent to where it is. */
    private void keepToStatus(Context ctx) {
        boolean statusOnly = ctx.req().getAttribute(Connectors.BY_STATUS_LISTENER) != null;
        if (!statusOnly || ServerSettings.STATUS_PATHS.stream().anyMatch(ctx.path()::startsWith)) {
            return;
        }
        if (people.isEmpty() || !ctx.req().getMethod().equals("GET")) {
            throw new NotFoundResponse();
        }
        String query = ctx.queryString() == null ? "" : "?" + ctx.queryString();
        ctx.redirect(people.get() + ctx.req().getRequestURI() + query, HttpStatus.PERMANENT_REDIRECT);
        ctx.skipRemainingHandlers();
    }

    /** Reads the TLS files again if they changed. */
    void refreshTls() {
        tls.ifPresent(TlsKeys::refresh);
    }

    /** No form here carries files, so nothing of that kind is even parsed. */
    private static void noMultipart(Context ctx) {
        String type = ctx.contentType();
        if (type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/")) {
            throw new BadRequestResponse();
        }
    }

    /** What is too long by its own head is not awaited. A message to check and a table of people see to their own size. */
    private static void noLongBody(Context ctx) {
        String type = ctx.contentType() == null ? "" : ctx.contentType().toLowerCase(Locale.ROOT);
        if (ctx.req().getContentLengthLong() > MAX_BODY && LONG_BODIES.stream().noneMatch(type::startsWith)) {
            ctx.header("Connection", "close");
            throw new ContentTooLargeResponse();
        }
    }

    @Override
    public void close() {
        looks.shutdownNow();
        if (javalin != null) {
            javalin.stop();
        }
    }
}
