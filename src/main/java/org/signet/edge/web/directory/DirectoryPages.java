package org.signet.edge.web.directory;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.signet.ca.access.Session;
import org.signet.ca.directory.Directory;
import org.signet.ca.directory.Entry;
import org.signet.ca.directory.format.EntryFile;
import org.signet.crypto.x509.Certificate;
import org.signet.edge.http.Door;
import org.signet.edge.http.limit.RateLimit;
import org.signet.edge.web.CertificateCard;
import org.signet.edge.web.Pages;
import org.signet.edge.web.Visitors;
import org.signet.model.EmailAddress;
import org.signet.model.Outcome;
import org.signet.model.Permission;
import org.signet.model.Printable;

/**
 * {@code /directory}: who can be written to encrypted. Everybody may ask for an exact address; who may see records searches by the beginnings of
 * names and addresses too, and is told why there is nothing.
 */
public final class DirectoryPages implements Door {
    private static final int MANY = 50;
    private static final int MAX_TYPED = 254;

    private final Pages pages;
    private final Visitors visitors;
    private final Directory directory;
    private final RateLimit limit;
    private final CertificateCard.Maker cards;

    /** @param limit how often one client may ask who may not search, so that nobody reads the whole directory by guessing */
    public DirectoryPages(
            Pages pages, Visitors visitors, Directory directory, RateLimit limit, CertificateCard.Maker cards) {
        this.pages = pages;
        this.visitors = visitors;
        this.directory = directory;
        this.limit = limit;
        this.cards = cards;
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.get("/directory", this::search);
        routes.get("/directory/card.vcf", this::card);
        routes.get("/directory/{file}", this::download);
    }

    /**
     * What the page shows.
     *
     * @param typed what was searched for
     * @param error what is wrong with it; empty if nothing is
     * @param why the key of the message that tells why nothing was found; empty for those who may not know
     * @param searches whether beginnings of names may be typed
     */
    public record View(String typed, String error, String why, boolean searches, List<Found> found) {
        public View {
            found = List.copyOf(found);
        }

        public boolean asked() {
            return !typed.isBlank() && error.isEmpty();
        }
    }

    /** Somebody who was found, with the certificates as pages show them. */
    public record Found(Entry entry, List<CertificateCard> cards) {
        public Found {
            cards = List.copyOf(cards);
        }

        /** The main address as a part of a link. */
        public String query() {
            return URLEncoder.encode(entry.addresses().get(0).toString(), StandardCharsets.UTF_8);
        }
    }

    private Found found(Entry entry) {
        return new Found(entry, cards.of(entry));
    }

    private void search(Context ctx) {
        Optional<Session> session = reader(ctx);
        String typed = Optional.ofNullable(ctx.queryParam("address")).orElse("").strip();
        View view;
        if (typed.isEmpty()) {
            view = new View("", "", "", session.isPresent(), List.of());
        } else if (session.isPresent()) {
            view = searched(Printable.cut(typed, MAX_TYPED));
        } else {
            limit.demand(ctx);
            view = asked(ctx, typed);
        }
        pages.send(ctx, "directory", session.orElse(null), Map.of("view", view));
    }

    /** Who is signed in and may read the whole directory. */
    private Optional<Session> reader(Context ctx) {
        return visitors.session(ctx).filter(one -> one.may(Permission.SEE_RECORDS));
    }

    /** Without a word about why there is nothing. */
    private View asked(Context ctx, String typed) {
        Outcome<EmailAddress> parsed = EmailAddress.parse(typed);
        if (!parsed.isOk()) {
            ctx.status(422);
            return new View(typed, pages.words(ctx).refusal(parsed.refusal()), "", false, List.of());
        }
        EmailAddress address = parsed.orThrow();
        return new View(address.toString(), "", "", false, one(address));
    }

    private List<Found> one(EmailAddress address) {
        return directory.find(address).map(this::found).stream().toList();
    }

    private View searched(String typed) {
        Optional<EmailAddress> address = EmailAddress.parse(typed).fold(Optional::of, refusal -> Optional.empty());
        List<Found> found = address.map(this::one).orElse(List.of());
        if (found.isEmpty()) {
            found = directory.search(typed, MANY).stream().map(this::found).toList();
        }
        String why = found.isEmpty() && address.isPresent()
                ? "directory.why." + directory.why(address.get()).name().toLowerCase(Locale.ROOT)
                : "";
        return new View(typed, "", why, true, found);
    }

    private Optional<Entry> named(Context ctx) {
        if (reader(ctx).isEmpty()) {
            limit.demand(ctx);
        }
        return EmailAddress.parse(ctx.queryParam("address")).fold(directory::find, refusal -> Optional.empty());
    }

    /** Somebody for an address book, in the form that most of them read. */
    private void card(Context ctx) {
        Entry entry = named(ctx).orElseThrow(NotFoundResponse::new);
        ctx.contentType(EntryFile.VCARD3.mediaType()).result(EntryFile.VCARD3.of(entry, directory::chain));
        ctx.header("Content-Disposition", "attachment; filename=\"" + entry.id() + ".vcf\"");
    }

    /** {@code SHA256.cer?address=…} in DER or {@code SHA256.pem}, if the search for that address shows it too. */
    private void download(Context ctx) {
        String file = ctx.pathParam("file");
        int dot = Math.max(0, file.lastIndexOf('.'));
        Certificate certificate = named(ctx)
                .flatMap(entry -> entry.parsed().stream()
                        .filter(each -> each.sha256().hex().equals(file.substring(0, dot)))
                        .findFirst())
                .orElseThrow(NotFoundResponse::new);
        String extension = file.substring(dot);
        switch (extension) {
            case ".cer" ->
                ctx.contentType("application/pkix-cert")
                        .result(certificate.der().toArray());
            case ".pem" -> ctx.contentType("application/x-pem-file").result(certificate.pem());
            default -> throw new NotFoundResponse();
        }
        String name = certificate.content().serialText() + extension;
        ctx.header("Content-Disposition", "attachment; filename=\"" + name + "\"");
    }
}
