package org.signet.edge.web.records;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.signet.ca.access.Session;
import org.signet.ca.authority.Issuer;
import org.signet.ca.register.CertificateFilter;
import org.signet.ca.register.CertificateFilter.State;
import org.signet.ca.register.Leaf;
import org.signet.ca.register.Register;
import org.signet.edge.http.Door;
import org.signet.edge.web.CertificateCard;
import org.signet.edge.web.Choices;
import org.signet.edge.web.Choices.Choice;
import org.signet.edge.web.Leaves;
import org.signet.edge.web.Pages;
import org.signet.edge.web.Query;
import org.signet.edge.web.Visitors;
import org.signet.edge.web.Words;
import org.signet.model.CertificateRecord;
import org.signet.model.KeyUse;
import org.signet.model.Permission;

/** {@code /admin/certificates}: the certificates on record, narrowed by links, page by page, and the same as a table to keep. */
public final class CertificateListPages implements Door {
    private static final String PATH = "/admin/certificates";
    private static final String TABLE = "/admin/certificates.csv";
    private static final int MANY = 50;
    /** Looked at for the number beside a filter; what is more is told as “500+”. */
    private static final int COUNTED = 500;

    private final Pages pages;
    private final Visitors visitors;
    private final Register register;
    private final CertificateCard.Maker cards;
    private final Offer offer;

    /**
     * What there is to choose from.
     *
     * @param profiles ids of all
     * @param domains the company's
     */
    public record Offer(Supplier<List<Issuer>> issuers, List<String> profiles, List<String> domains) {}

    public CertificateListPages(
            Pages pages, Visitors visitors, Register register, CertificateCard.Maker cards, Offer offer) {
        this.pages = pages;
        this.visitors = visitors;
        this.register = register;
        this.cards = cards;
        this.offer = offer;
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.get(PATH, visitors.page(Permission.SEE_RECORDS, this::list));
        routes.get(TABLE, visitors.page(Permission.SEE_RECORDS, this::table));
    }

    private void list(Context ctx, Session session) {
        CertificateFilter filter = CertificateQuery.of(ctx);
        Query query = CertificateQuery.of(PATH, filter);
        Leaf<CertificateRecord> leaf = register.certificates(filter, Leaves.at(ctx), MANY);
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("query", query);
        parameters.put("certificates", cards.of(leaf.entries()));
        parameters.put("leaves", Leaves.of(leaf, query));
        parameters.put("choices", choices(pages.words(ctx), filter));
        parameters.put("table", query.at(TABLE).toString());
        pages.send(ctx, "admin/certificates", session, parameters);
    }

    private List<Choices> choices(Words words, CertificateFilter filter) {
        List<String> issuers = offer.issuers().get().stream()
                .filter(issuer -> !issuer.isRoot())
                .map(Issuer::id)
                .toList();
        return List.of(
                choices(
                        words.t("filter.state"),
                        Arrays.asList(State.values()),
                        filter.state(),
                        state -> words.t("filter.state." + state.text()),
                        filter::withState),
                choices(words.t("filter.issuer"), issuers, filter.issuer(), id -> id, filter::withIssuer),
                choices(words.t("filter.profile"), offer.profiles(), filter.profile(), id -> id, filter::withProfile),
                choices(words.t("filter.domain"), offer.domains(), filter.domain(), name -> name, filter::withDomain),
                choices(
                        words.t("filter.use"),
                        Arrays.asList(KeyUse.values()),
                        filter.use(),
                        use -> words.t("use." + use.text()),
                        filter::withUse));
    }

    private <T> Choices choices(
            String label,
            List<T> values,
            Optional<T> chosen,
            Function<T, String> name,
            Function<Optional<T>, CertificateFilter> with) {
        List<T> all = new ArrayList<>(values);
        // What an address asks for is shown as chosen, though nothing else would lead to it.
        chosen.filter(value -> !all.contains(value)).ifPresent(all::add);
        List<CertificateFilter> narrowed =
                all.stream().map(value -> with.apply(Optional.of(value))).toList();
        List<Register.Count> counts = counts(with.apply(Optional.empty()), narrowed);
        List<Choice> choices = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            boolean is = chosen.equals(Optional.of(all.get(i)));
            CertificateFilter other = is ? with.apply(Optional.empty()) : narrowed.get(i);
            choices.add(new Choice(
                    name.apply(all.get(i)),
                    CertificateQuery.of(PATH, other).toString(),
                    is,
                    counts.get(i).text()));
        }
        return new Choices(label, choices, true);
    }

    /** Together where the same certificates are looked at; each by itself where an index leads to what another way would not reach. */
    private List<Register.Count> counts(CertificateFilter all, List<CertificateFilter> narrowed) {
        List<Register.Count> counts = register.counts(all, narrowed, COUNTED);
        boolean led = narrowed.stream()
                .anyMatch(filter ->
                        !filter.state().equals(all.state()) || !filter.issuer().equals(all.issuer()));
        return counts.stream().allMatch(Register.Count::exact) || !led
                ? counts
                : narrowed.stream()
                        .map(filter -> register.count(filter, COUNTED))
                        .toList();
    }

    private void table(Context ctx, Session session) {
        CertificateFilter filter = CertificateQuery.of(ctx);
        ctx.contentType("text/csv; charset=utf-8; header=present")
                .header("Content-Disposition", "attachment; filename=\"certificates.csv\"");
        try (CertificateTable table = new CertificateTable(ctx.outputStream())) {
            register.each(filter, table::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
