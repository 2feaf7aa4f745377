package org.signet.edge.certstore;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.signet.ca.access.ApiTokens;
import org.signet.ca.access.Scope;
import org.signet.ca.directory.CertificateSearch;
import org.signet.crypto.policy.Providers;
import org.signet.edge.http.CrlFiles;
import org.signet.edge.http.CrlFiles.CrlFile;
import org.signet.edge.http.Door;
import org.signet.edge.http.Problem;
import org.signet.edge.http.Refusals;
import org.signet.edge.http.limit.RateLimit;
import org.signet.edge.json.ApiCall;
import org.signet.model.Bytes;
import org.signet.model.Outcome;
import org.signet.model.Refusal;
import org.signet.model.RefusalCode;

/**
 * {@code GET /certificates/search.cgi?ATTRIBUTE=VALUE} and {@code GET /crls/search.cgi?ATTRIBUTE=VALUE} (RFC 4387): one certificate as
 * it is, several as multipart/mixed, the newest CRL; 404 for none. Never compressed, never in chunks (§2).
 */
public final class CertificateStoreDoor implements Door {
    /** Short: a revoked certificate must not be encrypted to for long. */
    private static final String CACHE = "private, max-age=60";

    private final CertificateSearch search;
    private final CrlFiles crls;
    private final ApiTokens tokens;
    private final RateLimit lookups;

    /** @param lookups how often one client may ask for certificates; a token of scope {@code certificates:find} is not counted */
    public CertificateStoreDoor(CertificateSearch search, CrlFiles crls, ApiTokens tokens, RateLimit lookups) {
        this.search = search;
        this.crls = crls;
        this.tokens = tokens;
        this.lookups = lookups;
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.get("/certificates/search.cgi", this::certificates);
        routes.get("/crls/search.cgi", this::crl);
    }

    private void certificates(Context ctx) {
        ApiCall call = new ApiCall(ctx);
        boolean known = call.hasBearer();
        if (known) {
            call.token(tokens, Scope.CERTIFICATES_FIND);
        } else {
            lookups.demand(ctx);
        }
        StoreQuery.ofCertificates(ctx)
                .run(
                        query -> found(query, known)
                                .run(found -> certificates(ctx, found), refusal -> refuse(ctx, refusal)),
                        refusal -> refuseQuery(ctx, refusal));
    }

    private Outcome<List<Bytes>> found(StoreQuery query, boolean known) {
        return query.fold(address -> Outcome.ok(search.find(address)), (key, hash) -> search.find(key, hash, known))
                .then(found -> found.isEmpty()
                        ? Outcome.refused(
                                RefusalCode.NOT_FOUND,
                                "There is no such certificate. One that was just issued is found by its hashes in a minute.")
                        : Outcome.ok(found));
    }

    private static void certificates(Context ctx, List<Bytes> found) {
        ctx.header("Cache-Control", CACHE).disableCompression();
        if (found.size() == 1) {
            ctx.contentType("application/pkix-cert").result(found.get(0).toArray());
            return;
        }
        ByteArrayOutputStream parts = new ByteArrayOutputStream();
        for (Bytes der : found) {
            parts.writeBytes(der.toArray());
        }
        // No certificate holds the hash of what it is a part of.
        String boundary = Bytes.of(Providers.sha256(parts.toByteArray())).hex().substring(0, 40);
        parts.reset();
        for (Bytes der : found) {
            parts.writeBytes(ascii("--" + boundary + "\r\nContent-Type: application/pkix-cert\r\n\r\n"));
            parts.writeBytes(der.toArray());
            parts.writeBytes(ascii("\r\n"));
        }
        parts.writeBytes(ascii("--" + boundary + "--\r\n"));
        ctx.contentType("multipart/mixed; boundary=" + boundary).result(parts.toByteArray());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private void crl(Context ctx) {
        StoreQuery.ofCrls(ctx)
                .run(
                        query -> newest(query).run(file -> crl(ctx, file), refusal -> refuse(ctx, refusal)),
                        refusal -> refuseQuery(ctx, refusal));
    }

    private Outcome<CrlFile> newest(StoreQuery.ByHash query) {
        Optional<CrlFile> newest = search.crlIssuer(query.key(), query.hash()).flatMap(id -> crls.newest(id, 0));
        return newest.map(Outcome::ok)
                .orElseGet(() -> Outcome.refused(
                        RefusalCode.NOT_FOUND, "No CA of ours has this hash; its certificate says where its CRL is."));
    }

    private static void crl(Context ctx, CrlFile file) {
        ctx.contentType("application/pkix-crl")
                .header("Cache-Control", CACHE)
                .header("Content-Length", Long.toString(file.crl().size()))
                .disableCompression()
                .result(octets(file.path()));
    }

    private static InputStream octets(Path path) {
        try {
            return Files.newInputStream(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void refuseQuery(Context ctx, Refusal refusal) {
        answer(ctx, Problem.of(400, refusal.code().text(), refusal.detail()));
    }

    private static void refuse(Context ctx, Refusal refusal) {
        answer(ctx, Refusals.problem(refusal));
    }

    private static void answer(Context ctx, Problem problem) {
        ctx.status(problem.status())
                .header("Cache-Control", "no-store")
                .contentType(Problem.MEDIA_TYPE)
                .result(problem.json());
    }
}
