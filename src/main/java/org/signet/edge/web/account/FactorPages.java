package org.signet.edge.web.account;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Map;
import org.signet.ca.access.Session;
import org.signet.ca.access.factor.Factors.Owned;
import org.signet.ca.access.signin.ClientCertificates;
import org.signet.ca.access.signin.OwnFactors;
import org.signet.ca.access.signin.Passkeys;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.crypto.keys.Totp;
import org.signet.edge.http.Door;
import org.signet.edge.http.Refusals;
import org.signet.edge.web.Fields;
import org.signet.edge.web.Pages;
import org.signet.edge.web.Pages.Action;
import org.signet.edge.web.Visitors;
import org.signet.edge.web.passkey.Asking;
import org.signet.edge.web.signin.ShownCertificate;
import org.signet.edge.web.trust.QrCode;
import org.signet.model.Outcome;
import org.signet.model.Refusal;
import org.signet.model.RefusalCode;

/**
 * Where people set up what they show besides their password: {@code /admin/set-up} for those who must have something first,
 * an app, passkeys and recovery codes below {@code /admin/account}.
 */
final class FactorPages implements Door {
    static final String ACCOUNT = "/admin/account";
    private static final String APP = ACCOUNT + "/app";
    private static final String PASSKEYS = ACCOUNT + "/passkeys";
    private static final String SET_UP = "/admin/set-up";

    private final Pages pages;
    private final Visitors visitors;
    private final OwnFactors factors;
    private final Passkeys passkeys;
    private final ClientCertificates certificates;
    private final String company;
    private final String host;

    FactorPages(Pages pages, Visitors visitors, AccountFront.Services services, String company, String host) {
        this.pages = pages;
        this.visitors = visitors;
        this.factors = services.factors();
        this.passkeys = services.passkeys();
        this.certificates = services.certificates();
        this.company = company;
        this.host = host;
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.get(SET_UP, visitors.ownPage(this::setUp));
        routes.get(APP, visitors.ownPage((ctx, own) -> app(ctx, own, "")));
        routes.post(APP, visitors.ownSensitive(ACCOUNT, this::beginApp));
        routes.post(APP + "/code", visitors.ownForm(this::addApp));
        routes.post(APP + "/remove", visitors.ownSensitive(ACCOUNT, this::removeApp));
        routes.post(ACCOUNT + "/certificate", visitors.ownSensitive(ACCOUNT, this::bindCertificate));
        routes.post(ACCOUNT + "/certificate/remove", visitors.ownSensitive(ACCOUNT, this::releaseCertificate));
        routes.post(ACCOUNT + "/recovery-codes", visitors.ownSensitive(ACCOUNT, this::newCodes));
        routes.post(PASSKEYS + "/begin", visitors.ownSensitive(ACCOUNT, this::beginPasskey));
        routes.post(PASSKEYS, visitors.ownForm(this::addPasskey));
        routes.post(PASSKEYS + "/{id}/remove", visitors.ownSensitive(ACCOUNT, this::removePasskey));
    }

    /** Who has something, or need not, has nothing to do here. */
    private void setUp(Context ctx, Session own) {
        if (own.complete()) {
            ctx.redirect(ACCOUNT, HttpStatus.SEE_OTHER);
        } else {
            pages.send(ctx, "admin/set-up", own, Map.of());
        }
    }

    private void beginApp(Context ctx, Session own) {
        factors.beginApp(own);
        ctx.redirect(APP, HttpStatus.SEE_OTHER);
    }

    private void app(Context ctx, Session own, String error) {
        factors.begunApp(own).run(totp -> app(ctx, own, totp, error), expired -> ctx.redirect(ACCOUNT));
    }

    private void app(Context ctx, Session own, Totp totp, String error) {
        String uri = totp.uri("Signet " + company, own.user());
        pages.send(
                ctx,
                "admin/account-app",
                own,
                Map.of("qr", QrCode.of(uri), "uri", uri, "secret", totp.base32(), "error", error));
    }

    private void addApp(Context ctx, Session own) {
        String code = Fields.typed(ctx, "code");
        factors.addApp(own, code, ctx.ip()).run(added -> added(ctx, added), refusal -> {
            if (refusal.code() == RefusalCode.BAD_CODE) {
                ctx.status(Refusals.status(refusal.code()));
                app(ctx, own, pages.words(ctx).refusal(refusal));
            } else {
                refused(ctx, refusal);
            }
        });
    }

    private void added(Context ctx, OwnFactors.Added added) {
        visitors.remember(ctx, added.session());
        if (added.codes().isEmpty()) {
            done(ctx);
        } else {
            codes(ctx, added.session(), added.codes());
        }
    }

    private static void done(Context ctx) {
        ctx.redirect(ACCOUNT + "?done", HttpStatus.SEE_OTHER);
    }

    private void codes(Context ctx, Session own, List<OneTimeSecret> codes) {
        pages.send(
                ctx,
                "admin/recovery-codes",
                own,
                Map.of("codes", codes.stream().map(OneTimeSecret::text).toList()));
    }

    private void refused(Context ctx, Refusal refusal) {
        pages.refused(ctx, refusal, new Action(pages.words(ctx).t("go.account"), ACCOUNT, false));
    }

    private void answer(Context ctx, Outcome<Owned> removed) {
        removed.run(left -> done(ctx), refusal -> refused(ctx, refusal));
    }

    private void removeApp(Context ctx, Session own) {
        answer(ctx, factors.removeApp(own, ctx.ip()));
    }

    private void newCodes(Context ctx, Session own) {
        factors.newRecoveryCodes(own, ctx.ip()).run(codes -> codes(ctx, own, codes), refusal -> refused(ctx, refusal));
    }

    private void bindCertificate(Context ctx, Session own) {
        ShownCertificate.of(ctx)
                .then(shown -> certificates.bind(own, shown, ctx.ip()))
                .run(mailbox -> done(ctx), refusal -> refused(ctx, refusal));
    }

    private void releaseCertificate(Context ctx, Session own) {
        certificates.release(own, ctx.ip());
        done(ctx);
    }

    private void beginPasskey(Context ctx, Session own) {
        ctx.contentType("application/json").result(Asking.newKey(passkeys.askNew(own), host, "Signet " + company));
    }

    private void addPasskey(Context ctx, Session own) {
        passkeys.add(own, Fields.typed(ctx, "title"), Fields.typed(ctx, "answer"), ctx.ip())
                .run(added -> added(ctx, added), refusal -> refused(ctx, refusal));
    }

    private void removePasskey(Context ctx, Session own) {
        answer(ctx, factors.removePasskey(own, ctx.pathParam("id"), ctx.ip()));
    }
}
