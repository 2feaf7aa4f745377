package org.signet.edge.web.directory;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.signet.ca.access.Session;
import org.signet.ca.directory.Contact;
import org.signet.ca.directory.Contact.State;
import org.signet.ca.directory.ContactFile;
import org.signet.ca.directory.Contacts;
import org.signet.ca.directory.Partner;
import org.signet.ca.directory.Partners;
import org.signet.ca.messaging.Harvest;
import org.signet.crypto.smime.reading.MessageReader;
import org.signet.crypto.x509.Certificate;
import org.signet.edge.http.Door;
import org.signet.edge.http.Refusals;
import org.signet.edge.web.Fields;
import org.signet.edge.web.Pages;
import org.signet.edge.web.Visitors;
import org.signet.model.Bytes;
import org.signet.model.EmailAddress;
import org.signet.model.Outcome;
import org.signet.model.Permission;
import org.signet.model.Refusal;
import org.signet.model.StoredOctets;

/**
 * {@code /admin/partners}: other companies' CAs and their people's certificates. An administrator accepts a CA after the fingerprints were
 * shown; whoever decides on requests adds certificates.
 */
public final class PartnerPages implements Door {
    private static final int MANY = 100;

    private final Pages pages;
    private final Visitors visitors;
    private final Contacts contacts;
    private final Partners partners;
    private final Harvest harvest;
    private final Clock clock;

    PartnerPages(Pages pages, Visitors visitors, DirectoryFront.Services services) {
        this.pages = pages;
        this.visitors = visitors;
        this.contacts = services.contacts();
        this.partners = services.partners();
        this.harvest = services.harvest();
        this.clock = services.clock();
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.get("/admin/partners", visitors.page(Permission.SEE_RECORDS, this::list));
        routes.post("/admin/partners", visitors.sensitive(Permission.MANAGE_HIERARCHY, this::accept));
        routes.post("/admin/partners/{id}/remove", visitors.form(Permission.MANAGE_HIERARCHY, this::remove));
        routes.post("/admin/contacts", visitors.form(Permission.DECIDE_REQUEST, this::add));
        routes.post("/admin/contacts/{sha256}/remove", visitors.form(Permission.DECIDE_REQUEST, this::forget));
    }

    /**
     * What a form was filled with; empty at first.
     *
     * @param anchors of the CAs in it, whose fingerprints are to be compared before it is sent again
     */
    public record Form(String name, String domains, String certificates, List<Certificate> anchors) {
        static final Form EMPTY = new Form("", "", "", List.of());

        public Form {
            anchors = List.copyOf(anchors);
        }

        /** @param name the field that tells the partner, or where certificates come from */
        static Form of(Context ctx, String name) {
            return new Form(stripped(ctx, name), stripped(ctx, "domains"), stripped(ctx, "certificates"), List.of());
        }

        private static String stripped(Context ctx, String field) {
            return Fields.typed(ctx, field).strip();
        }

        private byte[] octets() {
            return certificates.getBytes(StandardCharsets.UTF_8);
        }

        Outcome<List<Certificate>> given() {
            return certificates.isEmpty()
                    ? Outcome.ok(List.of())
                    : ContactFile.parse(octets()).then(ContactFile::anchors);
        }

        /** A signed message is taken too. */
        Outcome<ContactFile> people(Harvest harvest) {
            StoredOctets octets = StoredOctets.of(Bytes.of(octets()));
            return MessageReader.isMessage(octets) ? harvest.message(octets) : ContactFile.parse(octets());
        }

        Outcome<Set<String>> parsedDomains() {
            Set<String> parsed = new HashSet<>();
            for (String domain : Arrays.stream(domains.split("[\\s,;]+"))
                    .filter(each -> !each.isEmpty())
                    .toList()) {
                Outcome<String> one = EmailAddress.parseDomain(domain);
                if (!one.isOk()) {
                    return Outcome.refused(one.refusal());
                }
                parsed.add(one.orThrow());
            }
            return Outcome.ok(parsed);
        }

        Form showing(List<Certificate> found) {
            return new Form(name, domains, certificates, found);
        }
    }

    /** A certificate of somebody else as the page lists it. */
    public record Row(Contact contact, String partner, Instant now) {
        public State state() {
            return contact.stateAt(now);
        }

        public String sha256() {
            return contact.certificate().sha256().hex();
        }
    }

    private void list(Context ctx, Session session) {
        show(ctx, session, Map.of());
    }

    private void show(Context ctx, Session session, Map<String, Object> more) {
        List<Partner> all = partners.all();
        Map<Long, String> names = all.stream().collect(Collectors.toMap(Partner::id, Partner::name));
        String after =
                ctx.method().name().equals("GET") && ctx.queryParam("after") != null ? ctx.queryParam("after") : "";
        Instant now = clock.instant();
        List<Row> rows = contacts.page(after, MANY).stream()
                .map(contact -> new Row(
                        contact, contact.standing().partner().map(names::get).orElse(""), now))
                .toList();
        Map<String, Object> parameters = new HashMap<>(Map.of(
                "partners",
                all,
                "rows",
                rows,
                "next",
                rows.size() < MANY ? "" : rows.get(MANY - 1).sha256(),
                "accepting",
                Form.EMPTY,
                "adding",
                Form.EMPTY,
                "error",
                "",
                "done",
                ctx.queryParam("done") == null
                        ? ""
                        : "waiting".equals(ctx.queryParam("done")) ? "partners.done.waiting" : "partners.done"));
        parameters.putAll(more);
        pages.send(ctx, "admin/partners", session, parameters);
    }

    /** First the fingerprints are shown; with the word that they were compared it is done. */
    private void accept(Context ctx, Session session) {
        Form form = Form.of(ctx, "name");
        Outcome<List<Certificate>> anchors = form.given();
        if (anchors.isOk() && !anchors.orThrow().isEmpty() && !"on".equals(ctx.formParam("compared"))) {
            show(ctx, session, Map.of("accepting", form.showing(anchors.orThrow())));
            return;
        }
        anchors.then(found -> form.parsedDomains()
                        .then(domains -> partners.accept(form.name(), domains, found, session.actor(ctx.ip()))))
                .run(partner -> done(ctx), refusal -> again(ctx, session, refusal, Map.of("accepting", form)));
    }

    private void add(Context ctx, Session session) {
        Form form = Form.of(ctx, "source");
        form.people(harvest)
                .then(file -> kept(file, form.name().isEmpty() ? session.user() : form.name(), ctx, session))
                .run(
                        told -> done(ctx, told ? "" : "=waiting"),
                        refusal -> again(ctx, session, refusal, Map.of("adding", form)));
    }

    /** Keeps what can be kept; the first reason against one of them is told. Answers whether the directory tells of all. */
    private Outcome<Boolean> kept(ContactFile file, String source, Context ctx, Session session) {
        List<Outcome<Contact>> all = contacts.take(file, source, session.actor(ctx.ip()));
        return all.stream()
                .filter(each -> !each.isOk())
                .findFirst()
                .orElse(all.get(0))
                .map(first -> all.stream()
                        .allMatch(each -> partners.waiting(each.orThrow()).isEmpty()));
    }

    private void remove(Context ctx, Session session) {
        Partner partner = found(
                ctx.pathParam("id"),
                id -> partners.all().stream()
                        .filter(each -> String.valueOf(each.id()).equals(id))
                        .findFirst());
        if (ctx.formParam("confirmed") == null) {
            list(ctx, session);
            return;
        }
        partners.remove(partner, session.actor(ctx.ip()));
        done(ctx);
    }

    private void forget(Context ctx, Session session) {
        contacts.remove(found(ctx.pathParam("sha256"), contacts::find), session.actor(ctx.ip()));
        done(ctx);
    }

    private static <T> T found(String text, Function<String, Optional<T>> search) {
        return search.apply(text).orElseThrow(NotFoundResponse::new);
    }

    private static void done(Context ctx) {
        done(ctx, "");
    }

    private static void done(Context ctx, String what) {
        ctx.redirect("/admin/partners?done" + what, HttpStatus.SEE_OTHER);
    }

    private void again(Context ctx, Session session, Refusal refusal, Map<String, Object> form) {
        ctx.status(Refusals.status(refusal.code()));
        Map<String, Object> more = new HashMap<>(form);
        more.put("error", pages.words(ctx).refusal(refusal));
        show(ctx, session, more);
    }
}
