package org.signet.edge.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.signet.ca.access.MailQueue;
import org.signet.ca.access.MailQueue.Queued;
import org.signet.edge.http.Door;

/** {@code /outbox}: the mails of a trial without a mail server, for whoever sits at this machine. */
public final class OutboxPages implements Door {
    private static final int LATEST = 50;

    private final Pages pages;
    private final MailQueue mails;
    private final Pattern link;
    private final String baseUrl;

    /** @param baseUrl where people reach the pages: only links that begin so can be clicked */
    public OutboxPages(Pages pages, MailQueue mails, String baseUrl) {
        this.pages = pages;
        this.mails = mails;
        this.baseUrl = baseUrl;
        this.link = Pattern.compile(Pattern.quote(baseUrl) + "/[A-Za-z0-9/_-]+");
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.get("/outbox", this::show);
    }

    /**
     * A mail whose body is cut into pieces.
     *
     * @param pieces plain text and links in turn
     */
    public record Letter(Queued queued, List<Piece> pieces) {}

    /** @param path of a link on this server; empty for plain text */
    public record Piece(String text, String path) {}

    private void show(Context ctx) {
        if (!pages.showsOutbox(ctx)) {
            throw new NotFoundResponse();
        }
        List<Letter> letters = mails.latest(LATEST).stream()
                .map(queued -> new Letter(queued, pieces(queued.mail().body())))
                .toList();
        pages.send(ctx, "outbox", Map.of("letters", letters));
    }

    private List<Piece> pieces(String body) {
        List<Piece> pieces = new ArrayList<>();
        Matcher links = link.matcher(body);
        int end = 0;
        while (links.find()) {
            pieces.add(new Piece(body.substring(end, links.start()), ""));
            pieces.add(new Piece(links.group(), links.group().substring(baseUrl.length())));
            end = links.end();
        }
        pieces.add(new Piece(body.substring(end), ""));
        return pieces;
    }
}
