package org.signet.edge.web.revocation;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.signet.ca.authority.CertificateStore;
import org.signet.ca.revocation.KeyRevocation;
import org.signet.crypto.x509.possession.RevocationRequest;
import org.signet.crypto.x509.possession.RevocationStatement;
import org.signet.edge.http.Door;
import org.signet.edge.http.Refusals;
import org.signet.edge.http.SameOrigin;
import org.signet.edge.http.limit.RateLimit;
import org.signet.edge.web.CertificateCard;
import org.signet.edge.web.Fields;
import org.signet.edge.web.Pages;
import org.signet.edge.web.Pages.Action;
import org.signet.edge.web.Pages.State;
import org.signet.edge.web.Words;
import org.signet.model.Refusal;
import org.signet.model.SerialNumber;

/** {@code /compromised}: whoever has a key that others should not have proves it here, and its certificates end. */
public final class KeyProofPages implements Door {
    private final Pages pages;
    private final KeyRevocation keys;
    private final CertificateStore certificates;
    private final RateLimit limit;
    private final CertificateCard.Maker cards;

    /** @param limit how often one client may send a proof */
    public KeyProofPages(
            Pages pages,
            KeyRevocation keys,
            CertificateStore certificates,
            RateLimit limit,
            CertificateCard.Maker cards) {
        this.pages = pages;
        this.keys = keys;
        this.certificates = certificates;
        this.limit = limit;
        this.cards = cards;
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.get("/compromised", ctx -> form(ctx, "", ""));
        routes.post("/compromised", this::prove);
    }

    private void form(Context ctx, String typed, String error) {
        pages.send(
                ctx,
                "compromised",
                Map.of("typed", typed, "error", error, "statement", RevocationStatement.COMPROMISED));
    }

    private void prove(Context ctx) {
        SameOrigin.demand(ctx);
        limit.demand(ctx);
        Words words = pages.words(ctx);
        String typed = Fields.typed(ctx, "request");
        RevocationRequest.parse(typed.getBytes(StandardCharsets.UTF_8))
                .then(request -> keys.revoke(request, ctx.ip()))
                .run(ended -> ended(ctx, ended), refusal -> {
                    ctx.status(Refusals.status(refusal.code()));
                    refused(ctx, typed, refusal, words);
                });
    }

    /** In the words of this page, which shows how a proof is made. */
    private void refused(Context ctx, String typed, Refusal refusal, Words words) {
        switch (refusal.code()) {
            case NOT_FOUND ->
                pages.state(
                        ctx,
                        new State(
                                "none",
                                words.t("compromised.none"),
                                words.t("compromised.none.text"),
                                new Action(words.t("go.home"), "/", false)));
            case WRONG_STATE -> form(ctx, typed, words.t("compromised.authority"));
            case BAD_REQUEST_FILE -> form(ctx, typed, words.t("compromised.wrong"));
            case BAD_SIGNATURE -> form(ctx, typed, words.t("compromised.unsigned"));
            default -> form(ctx, typed, words.refusal(refusal));
        }
    }

    private void ended(Context ctx, KeyRevocation.Ended ended) {
        pages.send(ctx, "revoked", Map.of("cards", cards(ended.revoked()), "before", cards(ended.before())));
    }

    private List<CertificateCard> cards(List<SerialNumber> serials) {
        return cards.of(serials.stream()
                .flatMap(serial -> certificates.find(serial).stream())
                .toList());
    }
}
