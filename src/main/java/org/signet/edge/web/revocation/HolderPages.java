package org.signet.edge.web.revocation;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.signet.ca.revocation.RevocationLinks;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.edge.http.Door;
import org.signet.edge.http.Refusals;
import org.signet.edge.http.SameOrigin;
import org.signet.edge.http.limit.RateLimit;
import org.signet.edge.web.CertificateCard;
import org.signet.edge.web.Pages;
import org.signet.edge.web.Pages.Action;
import org.signet.edge.web.Pages.State;
import org.signet.edge.web.Words;
import org.signet.edge.web.mailed.AddressForm;
import org.signet.edge.web.mailed.AddressForm.Sent;
import org.signet.model.Outcome;
import org.signet.model.Refusal;
import org.signet.model.RefusalCode;
import org.signet.model.RevocationReason;
import org.signet.model.SerialNumber;

/**
 * {@code /revoke}, where holders ask for a link, and the page behind it. Whoever asks sees the same for every address; looking at
 * the link changes nothing.
 */
public final class HolderPages implements Door {
    /** The urgent one first. */
    private static final List<RevocationReason> REASONS = List.of(
            RevocationReason.KEY_COMPROMISE,
            RevocationReason.SUPERSEDED,
            RevocationReason.AFFILIATION_CHANGED,
            RevocationReason.CESSATION_OF_OPERATION,
            RevocationReason.UNSPECIFIED);

    private final Pages pages;
    private final RevocationLinks links;
    private final RateLimit limit;
    private final AddressForm asking;
    private final CertificateCard.Maker cards;
    private final Clock clock;

    /** @param limit how often one client may send the forms */
    public HolderPages(Pages pages, RevocationLinks links, RateLimit limit, CertificateCard.Maker cards, Clock clock) {
        this.pages = pages;
        this.links = links;
        this.limit = limit;
        this.asking = new AddressForm(pages, limit, new Sent("own.sent.to", "own.sent.text", "/revoke"), this::form);
        this.cards = cards;
        this.clock = clock;
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.get("/revoke", ctx -> form(ctx, "", ""));
        routes.post("/revoke", ctx -> asking.take(ctx, links::ask));
        routes.get("/revoke/{token}", this::look);
        routes.post("/revoke/{token}", this::revoke);
    }

    private void form(Context ctx, String typed, String error) {
        pages.send(ctx, "revoke", Map.of("typed", typed, "error", error));
    }

    private static OneTimeSecret link(Context ctx) {
        return new OneTimeSecret(ctx.pathParam("token"));
    }

    private void look(Context ctx) {
        links.look(link(ctx))
                .run(
                        open -> ask(
                                ctx,
                                open,
                                // Who has one only means that one.
                                open.certificates().size() == 1
                                        ? List.of(open.certificates().get(0).serial())
                                        : List.of(),
                                Form.empty(clock.instant()),
                                ""),
                        refusal -> dead(ctx, refusal));
    }

    private void ask(Context ctx, RevocationLinks.Open open, List<SerialNumber> chosen, Form form, String error) {
        Map<String, Object> shown = Map.of(
                "address",
                open.address().toString(),
                "cards",
                cards.of(open.certificates()),
                "chosen",
                chosen.stream().map(SerialNumber::hex).toList(),
                "reasons",
                REASONS,
                "form",
                form,
                "error",
                error);
        pages.send(ctx, "revoke-link", shown);
    }

    private void dead(Context ctx, Refusal refusal) {
        Words words = pages.words(ctx);
        ctx.status(Refusals.status(refusal.code()));
        Action again = new Action(words.t("revoke.again"), "/revoke", false);
        boolean used = refusal.code() == RefusalCode.LINK_USED;
        pages.state(
                ctx,
                new State(
                        used ? "done" : "warn",
                        words.t(used ? "revoke.used" : "link.dead"),
                        used ? words.t("revoke.used.text") : words.refusal(refusal),
                        again));
    }

    private void revoke(Context ctx) {
        SameOrigin.demand(ctx);
        limit.demand(ctx);
        links.look(link(ctx)).run(open -> revoke(ctx, open), refusal -> dead(ctx, refusal));
    }

    private void revoke(Context ctx, RevocationLinks.Open open) {
        Words words = pages.words(ctx);
        List<SerialNumber> chosen = ctx.formParams("serial").stream()
                .map(SerialNumber::parse)
                .filter(Outcome::isOk)
                .map(Outcome::orThrow)
                .distinct()
                .toList();
        Form form = Form.of(ctx, clock.instant());
        String error = chosen.isEmpty() ? words.t("revoke.which") : form.error(REASONS, words);
        if (!error.isEmpty()) {
            ctx.status(422);
            ask(ctx, open, chosen, form, error);
            return;
        }
        links.revoke(link(ctx), chosen, form.grounds(), ctx.ip())
                .run(
                        revoked -> pages.send(ctx, "revoked", Map.of("cards", cards.of(revoked), "before", List.of())),
                        refusal -> {
                            ctx.status(Refusals.status(refusal.code()));
                            ask(ctx, open, chosen, form, words.refusal(refusal));
                        });
    }
}
