package org.signet.edge.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.signet.ca.revocation.CrlStore.PublishedCrl;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.x509.Certificate;
import org.signet.edge.http.CrlFiles.CrlFile;
import org.signet.model.Bytes;

/**
 * What certificates point at: {@code /crl/ISSUER.crl} and {@code /crl/ISSUER.SHARD.crl} (RFC 5280 §4.2.1.13, RFC 2585) and
 * {@code /aia/ISSUER.cer} (§4.2.2.1), in DER, cacheable.
 */
public final class StatusFiles implements Door {
    /** A revocation should be known within minutes; a CRL in a cache delays it by this much. */
    private static final Duration CRL_MAX_AGE = Duration.ofMinutes(10);

    private static final Pattern SHARD = Pattern.compile("(.{1,40})\\.([1-9]\\d{0,3})");
    private static final Duration CERTIFICATE_MAX_AGE = Duration.ofDays(1);

    private final CrlFiles crls;
    private final Function<String, Optional<Certificate>> issuers;
    private final Map<String, String> moved;
    private final Clock clock;

    /**
     * @param issuers the certificate of the issuer with that id
     * @param moved paths at which CRLs of imported CAs were served before, each with its issuer's id
     */
    public StatusFiles(
            CrlFiles crls, Function<String, Optional<Certificate>> issuers, Map<String, String> moved, Clock clock) {
        this.crls = crls;
        this.issuers = issuers;
        this.moved = Map.copyOf(moved);
        this.clock = clock;
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.get("/crl/{file}", this::crl);
        moved.forEach((path, id) -> routes.get(path, ctx -> crl(ctx, crls.newest(id, 0))));
        routes.get("/aia/{file}", this::certificate);
    }

    /** {@code ISSUER.crl}, or {@code ISSUER.3.crl} of a shard. */
    private void crl(Context ctx) {
        String id = id(ctx, ".crl").orElseThrow(NotFoundResponse::new);
        Matcher shard = SHARD.matcher(id);
        crl(ctx, shard.matches() ? crls.newest(shard.group(1), Integer.parseInt(shard.group(2))) : crls.newest(id, 0));
    }

    private void crl(Context ctx, Optional<CrlFile> newest) {
        CrlFile file = newest.orElseThrow(NotFoundResponse::new);
        PublishedCrl crl = file.crl();
        Duration left = Duration.between(clock.instant(), crl.nextUpdate());
        Duration age = left.compareTo(CRL_MAX_AGE) < 0 ? left : CRL_MAX_AGE;
        ctx.header("Expires", HttpDate.write(crl.nextUpdate()));
        // A number is given once, to one content.
        String tag = '"' + crl.issuerId() + "." + crl.number() + '"';
        if (!answered(ctx, tag, crl.thisUpdate().truncatedTo(ChronoUnit.SECONDS), age)) {
            ctx.contentType("application/pkix-crl").header("Content-Length", Long.toString(crl.size()));
            if (isGet(ctx)) {
                ctx.result(octets(file.path()));
            }
        }
    }

    private static InputStream octets(Path path) {
        try {
            return Files.newInputStream(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void certificate(Context ctx) {
        Certificate issuer = id(ctx, ".cer").flatMap(issuers).orElseThrow(NotFoundResponse::new);
        Instant since = issuer.content().validity().notBefore();
        byte[] der = issuer.der().toArray();
        String tag = '"' + Bytes.of(Providers.sha256(der)).hex().substring(0, 32) + '"';
        if (!answered(ctx, tag, since, CERTIFICATE_MAX_AGE)) {
            ctx.contentType("application/pkix-cert");
            if (isGet(ctx)) {
                ctx.result(der);
            } else {
                ctx.header("Content-Length", Integer.toString(der.length));
            }
        }
    }

    private static Optional<String> id(Context ctx, String extension) {
        String file = ctx.pathParam("file");
        return file.endsWith(extension)
                ? Optional.of(file.substring(0, file.length() - extension.length()))
                : Optional.empty();
    }

    private static boolean isGet(Context ctx) {
        return ctx.method().name().equals("GET");
    }

    /** Sets what a cache goes by; true if the client has this very content. */
    private static boolean answered(Context ctx, String tag, Instant modified, Duration maxAge) {
        ctx.header("ETag", tag)
                .header("Last-Modified", HttpDate.write(modified))
                .header(
                        "Cache-Control",
                        "public, no-transform, must-revalidate, max-age=" + Math.max(0, maxAge.toSeconds()))
                .header("Cross-Origin-Resource-Policy", "cross-origin")
                .disableCompression();
        boolean unchanged = unchanged(ctx, tag, modified);
        if (unchanged) {
            ctx.status(304);
        }
        return unchanged;
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
