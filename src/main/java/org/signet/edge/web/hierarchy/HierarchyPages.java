package org.signet.edge.web.hierarchy;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.signet.ca.access.Session;
import org.signet.ca.authority.Authority;
import org.signet.ca.authority.Issuer;
import org.signet.ca.revocation.CrlPublication;
import org.signet.ca.revocation.CrlStore.PublishedCrl;
import org.signet.edge.http.Door;
import org.signet.edge.web.CertificateCard;
import org.signet.edge.web.Pages;
import org.signet.edge.web.Visitors;
import org.signet.edge.web.Words;
import org.signet.model.Permission;

/** {@code /admin/hierarchy}: the CAs, drawn, and each with its certificates and CRL. */
public final class HierarchyPages implements Door {
    private final Pages pages;
    private final Visitors visitors;
    private final Authority authority;
    private final CrlPublication crls;
    private final CertificateCard.Maker cards;
    private final Clock clock;

    public HierarchyPages(
            Pages pages,
            Visitors visitors,
            Authority authority,
            CrlPublication crls,
            CertificateCard.Maker cards,
            Clock clock) {
        this.pages = pages;
        this.visitors = visitors;
        this.authority = authority;
        this.crls = crls;
        this.cards = cards;
        this.clock = clock;
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.get("/admin/hierarchy", visitors.page(Permission.SEE_RECORDS, this::hierarchy));
    }

    /** A CA with the CRL that speaks for it now. */
    public record Node(Issuer issuer, CertificateCard card, Optional<PublishedCrl> crl) {

        /** What is unusual of it, as messages spell it; empty for a CA at work. */
        public String standing() {
            return issuer.standing() == Issuer.Standing.ACTIVE
                    ? ""
                    : issuer.standing().name().toLowerCase(java.util.Locale.ROOT);
        }

        public String domains() {
            return String.join(", ", issuer.certificate().mailDomains());
        }

        public boolean crlEnded() {
            return crl.map(c -> card.now().isAfter(c.nextUpdate())).orElse(true);
        }

        /** To the hour while it is young, and to the day afterwards. */
        public String crlAge(Words words) {
            Duration age =
                    crl.map(c -> Duration.between(c.thisUpdate(), card.now())).orElse(Duration.ZERO);
            if (age.toHours() < 1) {
                return words.t("crl.age.new");
            }
            return age.toDays() < 2 ? words.count("crl.age", age.toHours()) : words.count("crl.days", age.toDays());
        }
    }

    private void hierarchy(Context ctx, Session session) {
        List<Issuer> issuers = authority.issuers();
        List<List<Node>> trees = issuers.stream()
                .filter(Issuer::isRoot)
                .map(root -> tree(root, issuers).toList())
                .toList();
        pages.send(
                ctx,
                "admin/hierarchy",
                session,
                Map.of("trees", trees, "drawings", HierarchyDrawing.of(issuers, clock.instant())));
    }

    /** A CA and all below it. */
    private Stream<Node> tree(Issuer top, List<Issuer> issuers) {
        Node node = new Node(top, cards.ofCa(top.certificate()), crls.latest(top.id()));
        return Stream.concat(
                Stream.of(node),
                issuers.stream()
                        .filter(issuer -> !issuer.isRoot() && issuer.parentId().equals(top.id()))
                        .flatMap(issuer -> tree(issuer, issuers)));
    }
}
