package org.signet.edge.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.signet.ca.revocation.CrlStore.PublishedCrl;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.x509.Certificate;
import org.signet.model.Bytes;

/**
 * What certificates point at: {@code /crl/ISSUER.crl} (RFC 5280 §4.2.1.13, RFC 2585) and {@code /aia/ISSUER.cer} (§4.2.2.1),
 * in DER, cacheable.
 */
public final class StatusFiles implements Door {
    /** A revocation should be known within minutes; a CRL in a cache delays it by this much. */
    private static final Duration CRL_MAX_AGE = Duration.ofMinutes(10);

    private static final Duration CERTIFICATE_MAX_AGE = Duration.ofDays(1);

    private final Function<String, Optional<PublishedCrl>> crls;
    private final Function<String, Optional<Certificate>> issuers;
    private final Map<String, String> moved;
    private final Clock clock;

    /**
     * @param crls the newest CRL of the issuer with that id
     * @param issuers the certificate of the issuer with that id
     * @param moved paths at which CRLs of imported CAs were served before, each with its issuer's id
     */
    public StatusFiles(
            Function<String, Optional<PublishedCrl>> crls,
            Function<String, Optional<Certificate>> issuers,
            Map<String, String> moved,
            Clock clock) {
        this.crls = crls;
        this.issuers = issuers;
        this.moved = Map.copyOf(moved);
        this.clock = clock;
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.get("/crl/{file}", this::crl);
        routes.head("/crl/{file}", this::crl);
        moved.forEach((path, id) -> {
            routes.get(path, ctx -> crl(ctx, Optional.of(id)));
            routes.head(path, ctx -> crl(ctx, Optional.of(id)));
        });
        routes.get("/aia/{file}", this::certificate);
        routes.head("/aia/{file}", this::certificate);
    }

    private void crl(Context ctx) {
        crl(ctx, id(ctx, ".crl"));
    }

    private void crl(Context ctx, Optional<String> id) {
        PublishedCrl crl = id.flatMap(crls).orElseThrow(NotFoundResponse::new);
        Duration left = Duration.between(clock.instant(), crl.nextUpdate());
        Duration age = left.compareTo(CRL_MAX_AGE) < 0 ? left : CRL_MAX_AGE;
        ctx.header("Expires", HttpDate.write(crl.nextUpdate()));
        send(ctx, new File(crl.der(), "application/pkix-crl", crl.thisUpdate().truncatedTo(ChronoUnit.SECONDS), age));
    }

    private void certificate(Context ctx) {
        Certificate issuer = id(ctx, ".cer").flatMap(issuers).orElseThrow(NotFoundResponse::new);
        Instant since = issuer.content().validity().notBefore();
        send(ctx, new File(issuer.der(), "application/pkix-cert", since, CERTIFICATE_MAX_AGE));
    }

    private record File(Bytes der, String mediaType, Instant modified, Duration maxAge) {}

    private static Optional<String> id(Context ctx, String extension) {
        String file = ctx.pathParam("file");
        return file.endsWith(extension)
                ? Optional.of(file.substring(0, file.length() - extension.length()))
                : Optional.empty();
    }

    private static void send(Context ctx, File file) {
        byte[] der = file.der().toArray();
        String tag = '"' + Bytes.of(Providers.sha256(der)).hex().substring(0, 32) + '"';
        ctx.header("ETag", tag)
                .header("Last-Modified", HttpDate.write(file.modified()))
                .header(
                        "Cache-Control",
                        "public, no-transform, must-revalidate, max-age="
                                + Math.max(0, file.maxAge().toSeconds()))
                .header("Cross-Origin-Resource-Policy", "cross-origin")
                .disableCompression();
        if (unchanged(ctx, tag, file.modified())) {
            ctx.status(304);
            return;
        }
        ctx.contentType(file.mediaType());
        if (ctx.method().name().equals("HEAD")) {
            ctx.header("Content-Length", Integer.toString(der.length));
        } else {
            ctx.result(der);
        }
    }

    /** If-None-Match, else If-Modified-Since (RFC 9110 §13.2.2). */
    private static boolean unchanged(Context ctx, String tag, Instant modified) {
        String known = ctx.header("If-None-Match");
        if (known != null) {
            return known.equals("*") || known.contains(tag);
        }
        return HttpDate.read(ctx.header("If-Modified-Since"))
                .map(since -> !modified.isAfter(since))
                .orElse(false);
    }
}
