package org.signet.edge.web.trust;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.signet.ca.trust.TestMessages;
import org.signet.ca.trust.TrustAnchors;
import org.signet.ca.trust.TrustKit;
import org.signet.ca.trust.TrustKit.Platform;
import org.signet.ca.trust.TrustKits;
import org.signet.ca.trust.TrustSite;
import org.signet.crypto.x509.Certificate;
import org.signet.edge.http.Door;
import org.signet.edge.http.limit.RateLimit;
import org.signet.edge.http.limit.RateLimits;
import org.signet.edge.web.CertificateCard;
import org.signet.edge.web.Pages;
import org.signet.edge.web.Pages.Action;
import org.signet.edge.web.Words;
import org.signet.edge.web.mailed.AddressForm;
import org.signet.edge.web.mailed.AddressForm.Sent;

/** {@code /trust}, with the visitor's own platform first, and the kits below it. */
public final class TrustPages implements Door {
    private final Pages pages;
    private final Supplier<TrustSite> site;
    private final CertificateCard.Maker cards;
    private final TestMessages messages;
    private final Limits limits;
    private final AddressForm asking;

    /**
     * How often things are done.
     *
     * @param files for one client that downloads the test message: it spares this machine alone
     * @param forms for one client that has it mailed
     * @param mailboxes for one mailbox, whoever asks; more than that is not sent, and nobody is told
     */
    public record Limits(RateLimit files, RateLimit forms, RateLimit mailboxes) {
        public static Limits by(RateLimits limits, Clock clock) {
            return new Limits(
                    new RateLimit(20, Duration.ofSeconds(3), clock),
                    // A whole office may come from one address.
                    limits.shared("test-message", 30, Duration.ofSeconds(10)),
                    limits.shared("test-message-mailbox", 5, Duration.ofMinutes(12)));
        }
    }

    public TrustPages(
            Pages pages, Supplier<TrustSite> site, CertificateCard.Maker cards, TestMessages messages, Limits limits) {
        this.pages = pages;
        this.site = site;
        this.cards = cards;
        this.messages = messages;
        this.limits = limits;
        this.asking = new AddressForm(
                pages, limits.forms(), new Sent("ready.sent.to", "ready.sent.text", "/trust#ready"), this::trust);
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.get("/trust", ctx -> trust(ctx, "", ""));
        routes.get("/trust/test-message.eml", this::testMessage);
        routes.post("/trust/test-message", this::send);
        routes.get("/trust/{fileName}", this::kit);
    }

    /**
     * Kits for one platform.
     *
     * @param yours whether the visitor seems to use it
     */
    public record Shelf(Platform platform, boolean yours, List<TrustKit> kits) {}

    /**
     * @param typed address for the test message
     * @param error what is wrong with it
     */
    private void trust(Context ctx, String typed, String error) {
        TrustSite current = site.get();
        TrustAnchors anchors = current.anchors();
        Map<String, Object> shown = new HashMap<>();
        shown.put("root", cards.ofCa(anchors.root()));
        shown.put("earlier", cards(anchors.roots().subList(1, anchors.roots().size())));
        shown.put("issuing", cards(anchors.issuing()));
        shown.put("qr", QrCode.of(anchors.root().sha256().groups()));
        shown.put("shelves", shelves(VisitorPlatform.of(ctx.header("Sec-CH-UA-Platform"), ctx.userAgent())));
        shown.put("files", TrustKits.of(Platform.FILES));
        shown.put("typed", typed);
        shown.put("error", error);
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

    private void testMessage(Context ctx) {
        limits.files().demand(ctx);
        Words words = pages.words(ctx);
        messages.file(words.language())
                .run(
                        message -> ctx.contentType("message/rfc822")
                                .header("Content-Disposition", "attachment; filename=\"test-message.eml\"")
                                .header("Cache-Control", "no-store")
                                .result(message.toArray()),
                        refusal -> pages.refused(ctx, refusal, new Action(words.t("nav.trust"), "/trust", false)));
    }

    /** The answer is the same whether or not there is such a mailbox, or a mail was sent. */
    private void send(Context ctx) {
        asking.take(ctx, messages::ours, (address, language, origin) -> {
            if (limits.mailboxes().allows(address)) {
                messages.send(address, language, origin);
            }
        });
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
