package org.signet.edge.json;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.signet.ca.access.ApiToken;
import org.signet.ca.access.ApiTokens;
import org.signet.ca.access.Scope;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.edge.http.Problem;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;

/** One request to the API and its answer. Refusals leave as exceptions, which the server words as problems. */
public record ApiCall(Context ctx) {
    private static final Pattern BEARER = Pattern.compile("(?i:Bearer) +([A-Za-z0-9_-]{1,200})");
    private static final int MAX_JSON = 8 * 1024;
    private static final int MAX_DISCARDED = 256 * 1024;

    /** The secret of the {@code Authorization} header (RFC 6750 §2.1); the API reads no cookies. */
    public OneTimeSecret bearer() {
        return bearer("Give the secret of the enrolment in a header: \"Authorization: Bearer SECRET\".");
    }

    /** The API token of the same header, which must hold and have that scope. */
    public ApiToken token(ApiTokens tokens, Scope scope) {
        OneTimeSecret secret =
                bearer("Give an API token of scope " + scope.text() + " in a header: \"Authorization: Bearer TOKEN\".");
        Outcome<ApiToken> token = tokens.shown(secret, scope);
        if (!token.isOk()) {
            // RFC 6750 §3.1
            ctx.header(
                    "WWW-Authenticate",
                    token.refusal().code() == RefusalCode.BAD_TOKEN
                            ? "Bearer realm=\"signet\", error=\"invalid_token\""
                            : "Bearer realm=\"signet\", error=\"insufficient_scope\", scope=\"" + scope.text() + "\"");
        }
        return token.orThrow();
    }

    /** Whether it comes with a secret, good or bad. */
    public boolean hasBearer() {
        return ctx.header("Authorization") != null;
    }

    private OneTimeSecret bearer(String advice) {
        String header = ctx.header("Authorization");
        Matcher bearer = BEARER.matcher(header == null ? "" : header);
        if (!bearer.matches()) {
            ctx.header("WWW-Authenticate", "Bearer realm=\"signet\"");
            throw refused(RefusalCode.NOT_SIGNED_IN, advice);
        }
        return new OneTimeSecret(bearer.group(1));
    }

    /** The body as a value. */
    public <T> Outcome<T> json(Class<T> type) {
        return json(type, MAX_JSON);
    }

    /** @param max octets of the body */
    public <T> Outcome<T> json(Class<T> type, int max) {
        return Json.read(body(max), type);
    }

    /**
     * Whether the body is declared as one of these media types; if not, 415 is the answer. Those that a page of another site
     * may send without asking (forms) are never among them, unless a bearer secret is demanded too.
     */
    public boolean takes(List<String> mediaTypes) {
        String declared = ctx.contentType() == null ? "" : ctx.contentType();
        String bare = declared.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
        if (mediaTypes.contains(bare)) {
            return true;
        }
        Problem problem = Problem.of(
                415,
                RefusalCode.BAD_INPUT.text(),
                "Send the body with \"Content-Type: " + mediaTypes.get(0) + "\""
                        + (mediaTypes.size() == 1
                                ? "."
                                : " (or " + String.join(", ", mediaTypes.subList(1, mediaTypes.size())) + ")."));
        ctx.status(415).contentType(Problem.MEDIA_TYPE).result(problem.json());
        return false;
    }

    /** The body's octets, no more than these. */
    byte[] body(int max) {
        try (InputStream in = ctx.req().getInputStream()) {
            byte[] octets = in.readNBytes(max + 1);
            if (octets.length > max) {
                // A client that still sends while the connection closes may never see the answer.
                in.readNBytes(MAX_DISCARDED);
                throw refused(RefusalCode.TOO_LARGE, "The request has at most " + max / 1024 + " KiB.");
            }
            return octets;
        } catch (IOException e) {
            throw refused(RefusalCode.BAD_INPUT, "The request ended before it was whole; send it again.");
        }
    }

    private static RefusedException refused(RefusalCode code, String detail) {
        return new RefusedException(code, detail);
    }

    public void answer(int status, Object value) {
        ctx.status(status)
                .header("Cache-Control", "no-store")
                .contentType("application/json")
                .result(Json.write(value));
    }
}
