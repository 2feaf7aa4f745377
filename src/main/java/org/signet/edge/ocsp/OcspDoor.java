package org.signet.edge.ocsp;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.signet.ca.revocation.OcspReply;
import org.signet.ca.revocation.OcspReply.Lasting;
import org.signet.crypto.x509.ocsp.OcspFailure;
import org.signet.crypto.x509.ocsp.OcspRequest;
import org.signet.crypto.x509.ocsp.OcspResponse;
import org.signet.edge.http.Door;
import org.signet.edge.http.HttpDate;
import org.signet.model.Bytes;
import org.signet.model.Unavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /ocsp}: POST of a request, or GET with it in the path (RFC 6960 appendix A). An answer that is good for others, too,
 * may be cached (RFC 9919 §5), but never for long: a revocation is to be known within minutes.
 */
public final class OcspDoor implements Door {
    private static final Logger LOG = LoggerFactory.getLogger(OcspDoor.class);
    private static final String PATH = "/ocsp";
    private static final String REQUEST = OcspRequest.MEDIA_TYPE;
    private static final Duration MAX_AGE = Duration.ofMinutes(10);

    private final Function<Bytes, OcspReply> answers;
    private final Consumer<String> counter;
    private final Clock clock;

    /**
     * @param answers the reply to a request in DER, whatever it is
     * @param counter told the kind of each reply
     */
    public OcspDoor(Function<Bytes, OcspReply> answers, Consumer<String> counter, Clock clock) {
        this.answers = answers;
        this.counter = counter;
        this.clock = clock;
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.post(PATH, this::post);
        routes.post(PATH + "/", this::post);
        routes.get(PATH + "/<request>", this::get);
    }

    private void post(Context ctx) {
        if (isRequest(ctx.contentType())) {
            send(ctx, reply(Bytes.of(ctx.bodyAsBytes())));
        } else {
            ctx.status(415).header("Accept", REQUEST).contentType("text/plain; charset=utf-8");
            ctx.result("A request for a status is sent as " + REQUEST + ".\n");
        }
    }

    /** Whatever parameters follow. */
    private static boolean isRequest(String type) {
        return REQUEST.equals(type)
                || type != null
                        && type.toLowerCase(Locale.ROOT)
                                .split(";", 2)[0]
                                .strip()
                                .equals(REQUEST);
    }

    private void get(Context ctx) {
        Optional<Bytes> request = OcspPath.decode(ctx.path().substring(PATH.length() + 1));
        send(ctx, request.map(this::reply).orElseGet(() -> OcspReply.of(OcspFailure.MALFORMED_REQUEST)));
    }

    /** A fault, too, is told in OCSP's own words: a client understands no others. */
    private OcspReply reply(Bytes request) {
        try {
            return answers.apply(request);
        } catch (Unavailable e) {
            LOG.warn("no OCSP answers for now: {}", e.getMessage());
            return OcspReply.of(OcspFailure.TRY_LATER);
        } catch (RuntimeException e) {
            LOG.error("an OCSP request could not be answered", e);
            return OcspReply.of(OcspFailure.INTERNAL_ERROR);
        }
    }

    private void send(Context ctx, OcspReply reply) {
        counter.accept(reply.kind());
        byte[] der = reply.der().toArray();
        if (reply.lasting().isEmpty()) {
            ctx.header("Cache-Control", "no-store");
        } else if (ctx.method() != HandlerType.POST) {
            // An answer to a POST is kept by no cache (RFC 9110 §9.3.3).
            String tag = '"' + reply.lasting().get().sha256() + '"';
            cacheable(ctx, reply.lasting().get(), tag);
            String known = ctx.header("If-None-Match");
            if (known != null && known.contains(tag)) {
                ctx.status(304);
                return;
            }
        }
        ctx.contentType(OcspResponse.MEDIA_TYPE).result(der);
    }

    private void cacheable(Context ctx, Lasting lasting, String tag) {
        long left = Duration.between(clock.instant(), lasting.until()).toSeconds();
        long age = Math.max(0, Math.min(left, MAX_AGE.toSeconds()));
        ctx.header("ETag", tag)
                .header("Last-Modified", HttpDate.write(lasting.since()))
                .header("Expires", HttpDate.write(lasting.until()))
                .header("Cache-Control", "max-age=" + age + ",public,no-transform,must-revalidate")
                .header("Cross-Origin-Resource-Policy", "cross-origin");
    }
}
