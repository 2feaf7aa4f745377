package org.signet.edge.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.signet.ca.trust.TrustAnchors;
import org.signet.ca.trust.TrustKit;
import org.signet.ca.trust.TrustKits;
import org.signet.crypto.x509.Certificate;
import org.signet.edge.http.Door;

/** {@code /}, and {@code /trust} with the files below it. */
public final class HomePages implements Door {
    private final Pages pages;
    private final Supplier<TrustAnchors> anchors;
    private final CertificateCard.Maker cards;

    public HomePages(Pages pages, Supplier<TrustAnchors> anchors, CertificateCard.Maker cards) {
        this.pages = pages;
        this.anchors = anchors;
        this.cards = cards;
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.get("/", ctx -> pages.send(ctx, "home", Map.of()));
        routes.get("/trust", this::trust);
        routes.get("/trust/{fileName}", this::kit);
    }

    private void trust(Context ctx) {
        TrustAnchors current = anchors.get();
        pages.send(
                ctx,
                "trust",
                Map.of(
                        "root",
                        cards.ofCa(current.root()),
                        "earlier",
                        cards(current.roots().subList(1, current.roots().size())),
                        "issuing",
                        cards(current.issuing()),
                        "qr",
                        QrCode.of(current.root().sha256().hex()),
                        "kits",
                        TrustKits.all()));
    }

    private List<CertificateCard> cards(List<Certificate> certificates) {
        return certificates.stream().map(cards::ofCa).toList();
    }

    private void kit(Context ctx) {
        TrustKit kit = TrustKits.ofFileName(ctx.pathParam("fileName")).orElseThrow(NotFoundResponse::new);
        String disposition = kit.mediaType().startsWith("text/plain") ? "inline" : "attachment";
        ctx.contentType(kit.mediaType())
                .header("Content-Disposition", disposition + "; filename=\"" + kit.fileName() + "\"")
                .header("Cache-Control", "public, max-age=300")
                .result(kit.write(anchors.get()).toArray());
    }
}
