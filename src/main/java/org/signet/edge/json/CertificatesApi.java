package org.signet.edge.json;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.signet.ca.access.ApiTokens;
import org.signet.ca.access.Scope;
import org.signet.ca.directory.Directory;
import org.signet.ca.directory.Entry;
import org.signet.ca.directory.format.EntryFile;
import org.signet.edge.http.Door;
import org.signet.edge.http.limit.RateLimit;
import org.signet.model.EmailAddress;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;

/**
 * {@code GET /api/v1/certificates?email=ADDRESS}: the certificates to encrypt to, for everybody. JSON lists all, the newest first; as
 * {@code application/pkix-cert} or {@code application/x-pem-file} the newest alone is answered, as {@code text/vcard} its holder's card.
 */
public final class CertificatesApi implements Door {
    /** Short: a revoked certificate must not be encrypted to for long. */
    private static final String CACHE = "private, max-age=60";

    private final Directory directory;
    private final ApiTokens tokens;
    private final RateLimit lookups;

    /** @param lookups how often one client may ask, so that nobody reads out the directory by guessing; a token of scope
     *     {@code certificates:find} is not counted */
    public CertificatesApi(Directory directory, ApiTokens tokens, RateLimit lookups) {
        this.directory = directory;
        this.tokens = tokens;
        this.lookups = lookups;
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.get("/api/v1/certificates", this::find);
    }

    private void find(Context ctx) {
        ApiCall call = new ApiCall(ctx);
        if (call.hasBearer()) {
            call.token(tokens, Scope.CERTIFICATES_FIND);
        } else {
            lookups.demand(ctx);
        }
        EmailAddress address = EmailAddress.parse(ctx.queryParam("email")).orThrow();
        Optional<Entry> found = directory.find(address);
        CertificateForm form = CertificateForm.accepted(ctx.header("Accept"));
        ctx.header("Vary", "Accept");
        if (form == CertificateForm.JSON) {
            call.answer(200, CertificateView.Found.of(found));
        } else {
            ctx.contentType(form.mediaType()).result(file(form, found, address));
        }
        ctx.header("Cache-Control", CACHE);
    }

    private byte[] file(CertificateForm form, Optional<Entry> found, EmailAddress address) {
        Entry entry = found.orElseThrow(() -> new RefusedException(
                RefusalCode.NOT_FOUND, "There is no certificate to encrypt to " + address + " with."));
        return switch (form) {
            case VCARD -> EntryFile.VCARD.of(entry, directory::chain);
            case VCARD3 -> EntryFile.VCARD3.of(entry, directory::chain);
            case PEM -> entry.parsed().get(0).pem().getBytes(StandardCharsets.US_ASCII);
            default -> EntryFile.DER.of(entry, directory::chain);
        };
    }
}
