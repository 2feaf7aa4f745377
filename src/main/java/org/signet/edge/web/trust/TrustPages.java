package org.signet.edge.web.trust;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.signet.ca.trust.TrustAnchors;
import org.signet.ca.trust.TrustKit;
import org.signet.ca.trust.TrustKit.Platform;
import org.signet.ca.trust.TrustKits;
import org.signet.ca.trust.TrustSite;
import org.signet.crypto.x509.Certificate;
import org.signet.edge.http.Door;
import org.signet.edge.web.CertificateCard;
import org.signet.edge.web.Pages;

/** {@code /trust}, with the visitor's own platform first, and the kits below it. */
public final class TrustPages implements Door {
    private final Pages pages;
    private final Supplier<TrustSite> site;
    private final CertificateCard.Maker cards;

    public TrustPages(Pages pages, Supplier<TrustSite> site, CertificateCard.Maker cards) {
        this.pages = pages;
        this.site = site;
        this.cards = cards;
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.get("/trust", this::trust);
        routes.get("/trust/{fileName}", this::kit);
    }

    /**
     * Kits for one platform.
     *
     * @param yours whether the visitor seems to use it
     */
    public record Shelf(Platform platform, boolean yours, List<TrustKit> kits) {}

    private void trust(Context ctx) {
        TrustSite current = site.get();
        TrustAnchors anchors = current.anchors();
        Map<String, Object> shown = new HashMap<>();
        shown.put("root", cards.ofCa(anchors.root()));
        shown.put("earlier", cards(anchors.roots().subList(1, anchors.roots().size())));
        shown.put("issuing", cards(anchors.issuing()));
        shown.put("qr", QrCode.of(anchors.root().sha256().hex()));
        shown.put("shelves", shelves(VisitorPlatform.of(ctx.header("Sec-CH-UA-Platform"), ctx.userAgent())));
        shown.put("files", TrustKits.of(Platform.FILES));
        shown.put("profileSigned", current.signature().isPresent());
        pages.send(ctx, "trust", shown);
    }

    private static List<Shelf> shelves(Optional<Platform> visitor) {
        List<Shelf> shelves = new ArrayList<>();
        Arrays.stream(Platform.values())
                .filter(platform -> platform != Platform.FILES)
                .forEach(platform -> {
                    boolean yours = visitor.filter(platform::equals).isPresent();
                    shelves.add(yours ? 0 : shelves.size(), new Shelf(platform, yours, TrustKits.of(platform)));
                });
        return shelves;
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
                .result(kit.write(site.get()).toArray());
    }
}
