package org.signet.edge.web.audit;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.signet.ca.access.Session;
import org.signet.ca.audit.AuditEntry;
import org.signet.ca.audit.AuditEvent;
import org.signet.ca.audit.Verifications;
import org.signet.ca.register.AuditFilter;
import org.signet.ca.register.AuditReader;
import org.signet.ca.register.Leaf;
import org.signet.edge.http.Door;
import org.signet.edge.json.Json;
import org.signet.edge.web.Leaves;
import org.signet.edge.web.Pages;
import org.signet.edge.web.Query;
import org.signet.edge.web.Visitors;
import org.signet.edge.web.Words;
import org.signet.model.Permission;

/** {@code /admin/audit}: what happened, by whom, and whether the log's chain is whole. */
public final class AuditPages implements Door {
    private static final String PATH = "/admin/audit";
    private static final String EXPORT = "/admin/audit.jsonl";
    private static final int MANY = 40;

    private final Pages pages;
    private final Visitors visitors;
    private final AuditReader reader;
    private final Verifications verifications;

    public AuditPages(Pages pages, Visitors visitors, AuditReader reader, Verifications verifications) {
        this.pages = pages;
        this.visitors = visitors;
        this.reader = reader;
        this.verifications = verifications;
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.get(PATH, visitors.page(Permission.SEE_AUDIT, this::show));
        routes.get(EXPORT, visitors.page(Permission.SEE_AUDIT, this::export));
        routes.post(PATH + "/verify", visitors.form(Permission.SEE_AUDIT, this::verify));
    }

    /** A kind of event, as stored and in the reader's words. */
    public record Kind(String type, String name) {}

    private void show(Context ctx, Session session) {
        AuditFilter filter = filter(ctx);
        Query query = query(filter);
        Words words = pages.words(ctx);
        Leaf<AuditEntry> leaf = reader.page(filter, Leaves.at(ctx), MANY);
        Map<String, Object> parameters = new HashMap<>();
        parameters.put(
                "entries",
                leaf.entries().stream()
                        .map(entry -> new AuditLine(entry, words))
                        .toList());
        parameters.put("query", query);
        parameters.put("leaves", Leaves.of(leaf, query));
        parameters.put("kinds", kinds(words));
        parameters.put("verification", verifications.latest());
        parameters.put("running", verifications.running());
        parameters.put("export", query.at(EXPORT).toString());
        pages.send(ctx, "admin/audit", session, parameters);
    }

    private static List<Kind> kinds(Words words) {
        return Arrays.stream(AuditEvent.class.getPermittedSubclasses())
                .map(Class::getSimpleName)
                .map(type -> new Kind(type, words.event(type)))
                .sorted(Comparator.comparing(Kind::name, String.CASE_INSENSITIVE_ORDER))
                .toList();
    }

    /** What is not understood filters nothing. */
    private static AuditFilter filter(Context ctx) {
        return new AuditFilter(
                Query.given(ctx, "type").filter(text -> text.matches("[A-Za-z]{1,40}")),
                Query.given(ctx, "actor").orElse(""),
                Query.given(ctx, "q").orElse(""),
                day(ctx, "from").map(AuditPages::begin),
                day(ctx, "to").map(day -> begin(day.plusDays(1))));
    }

    private static Optional<LocalDate> day(Context ctx, String name) {
        try {
            return Query.given(ctx, name)
                    .map(LocalDate::parse)
                    .filter(day -> day.getYear() >= 1970 && day.getYear() < 10_000);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Instant begin(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static Query query(AuditFilter filter) {
        return Query.of(PATH)
                .with("q", filter.text())
                .with("type", filter.type())
                .with("actor", filter.actor())
                .with("from", filter.from().map(AuditPages::day))
                .with("to", filter.until().map(moment -> day(moment.minusMillis(1))));
    }

    private static String day(Instant moment) {
        return LocalDate.ofInstant(moment, ZoneOffset.UTC).toString();
    }

    private void verify(Context ctx, Session session) {
        verifications.begin(session.actor(ctx.ip()));
        ctx.redirect(PATH, HttpStatus.SEE_OTHER);
    }

    /**
     * An entry as it is chained, for a program that follows the chain itself.
     *
     * @param details one {@code name=value} a line
     * @param hash SHA-256, in hexadecimal
     */
    public record Line(
            String chain,
            long sequence,
            Instant at,
            String actor,
            String origin,
            String type,
            String details,
            String hash) {}

    /** A line of JSON for each entry, oldest first, as soon as it is read. */
    private void export(Context ctx, Session session) {
        ctx.contentType("application/jsonl; charset=utf-8")
                .header("Content-Disposition", "attachment; filename=\"audit.jsonl\"");
        OutputStream out = ctx.outputStream();
        reader.each(filter(ctx), entry -> {
            Line line = new Line(
                    entry.chain(),
                    entry.sequence(),
                    entry.at(),
                    entry.actor(),
                    entry.origin(),
                    entry.type(),
                    entry.details(),
                    entry.hash().hex());
            try {
                out.write(Json.write(line));
                out.write('\n');
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
