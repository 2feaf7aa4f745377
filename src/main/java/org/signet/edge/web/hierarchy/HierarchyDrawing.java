package org.signet.edge.web.hierarchy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.signet.ca.authority.Issuer;
import org.signet.model.Printable;
import org.signet.model.Validity;

/**
 * The CAs as a tree along a line of time: each a row, below the one that certified it, with a bar from its certificate's beginning to its end. Measures
 * only; a template writes them down.
 *
 * @param width of the drawing
 * @param beside whether the bars stand beside the names, or below them
 */
public record HierarchyDrawing(List<Issuer> issuers, Instant now, int width, boolean beside) {
    private static final int STEP = 26;
    private static final int LEFT = 34;
    private static final int TOP = 8;
    private static final int FOOT = 26;
    /** Characters of a long name's end. */
    private static final int TAIL = 5;

    /** For a window and for a telephone. */
    public static List<HierarchyDrawing> of(List<Issuer> issuers, Instant now) {
        return List.of(new HierarchyDrawing(issuers, now, 800, true), new HierarchyDrawing(issuers, now, 340, false));
    }

    /** What a CA does, as messages spell it. */
    public enum Kind {
        ISSUING,
        ROOT,
        EXTERNAL,
        RETIRED,
        IMPORTED,
        REVOKED,
        ENDED;

        static Kind of(Issuer issuer, Instant now) {
            return switch (issuer.standing()) {
                case EXTERNAL -> EXTERNAL;
                case REVOKED -> REVOKED;
                case RETIRED -> RETIRED;
                case IMPORTED -> IMPORTED;
                case ACTIVE -> !issuer.lives(now) ? ENDED : issuer.isRoot() ? ROOT : ISSUING;
            };
        }

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param depth how many CAs stand above it
     * @param x middle of its sign, and y too
     * @param parentX the sign of the one above; itself for a root
     * @param start where its bar begins, with today's place in it at most as far as its end
     */
    public record Node(
            Issuer issuer, Kind kind, int depth, int x, int y, int parentX, int parentY, int start, int end, int barY) {

        /** Cut in its middle, since names differ at their ends; the whole one stands in the drawing's title and below. */
        public String name(int most) {
            String whole = Printable.of(issuer.certificate().content().shortName());
            return whole.length() <= most
                    ? whole
                    : Printable.of(
                            Printable.cut(whole, most - TAIL - 1) + "…" + whole.substring(whole.length() - TAIL));
        }

        public boolean isRoot() {
            return issuer.isRoot();
        }
    }

    /** A cross certificate: an arrow from the CA that gave it to the one that it is of. */
    public record Arrow(int fromX, int fromY, int toX, int toY, String from, String to) {}

    public int rowHeight() {
        return beside ? 58 : 92;
    }

    public int barsFrom() {
        return beside ? 430 : LEFT;
    }

    public int barsTo() {
        return width - (beside ? 12 : 10);
    }

    public int height() {
        return TOP + ordered().size() * rowHeight() + FOOT;
    }

    /** Characters of a name at that depth that have room. */
    public int room(int depth) {
        int space = (beside ? barsFrom() : width) - LEFT - depth * STEP - 24;
        return Math.max(8, space / (beside ? 9 : 8) - 1);
    }

    private record Placed(Issuer issuer, int depth) {}

    private List<Placed> ordered() {
        List<Placed> rows = new ArrayList<>();
        issuers.stream().filter(Issuer::isRoot).forEach(root -> place(root, 0, rows));
        return rows;
    }

    private void place(Issuer issuer, int depth, List<Placed> rows) {
        rows.add(new Placed(issuer, depth));
        issuers.stream()
                .filter(below -> !below.isRoot() && below.parentId().equals(issuer.id()))
                .forEach(below -> place(below, depth + 1, rows));
    }

    public List<Node> nodes() {
        Map<String, Node> placed = new HashMap<>();
        List<Node> nodes = new ArrayList<>();
        List<Placed> rows = ordered();
        for (int row = 0; row < rows.size(); row++) {
            Issuer issuer = rows.get(row).issuer();
            int x = LEFT + rows.get(row).depth() * STEP;
            int y = TOP + row * rowHeight() + 22;
            Optional<Node> above = Optional.ofNullable(placed.get(issuer.parentId()));
            Validity validity = issuer.certificate().content().validity();
            Node node = new Node(
                    issuer,
                    Kind.of(issuer, now),
                    rows.get(row).depth(),
                    x,
                    y,
                    above.map(Node::x).orElse(x),
                    above.map(Node::y).orElse(y),
                    at(validity.notBefore()),
                    Math.max(at(validity.notBefore()) + 3, at(validity.notAfter())),
                    beside ? y - 5 : y + 32);
            placed.put(issuer.id(), node);
            nodes.add(node);
        }
        return nodes;
    }

    public List<Arrow> arrows() {
        List<Node> nodes = nodes();
        return nodes.stream()
                .flatMap(to -> nodes.stream()
                        .filter(from -> !from.issuer().id().equals(to.issuer().id())
                                && !to.issuer().crosses().isEmpty()
                                && to.issuer().isCertifiedBy(from.issuer()))
                        .map(from -> new Arrow(from.x(), from.y(), to.x(), to.y(), from.name(60), to.name(60))))
                .toList();
    }

    public Instant first() {
        return issuers.stream()
                .map(issuer -> issuer.certificate().content().validity().notBefore())
                .min(Comparator.naturalOrder())
                .orElse(now);
    }

    public Instant last() {
        return issuers.stream()
                .map(issuer -> issuer.certificate().content().validity().notAfter())
                .max(Comparator.naturalOrder())
                .orElse(now);
    }

    private int at(Instant moment) {
        long all = Math.max(1, last().getEpochSecond() - first().getEpochSecond());
        long passed = Math.max(0, Math.min(all, moment.getEpochSecond() - first().getEpochSecond()));
        return (int) (barsFrom() + passed * (barsTo() - barsFrom()) / all);
    }

    public int today() {
        return at(now);
    }

    /** Where years begin that are written below the bars: few enough to stand apart. */
    public List<Year> years() {
        int from = first().atZone(ZoneOffset.UTC).getYear() + 1;
        int to = last().atZone(ZoneOffset.UTC).getYear();
        int apart = Math.max(1, (to - from) / (beside ? 6 : 5) + 1);
        return IntStream.rangeClosed(from, to)
                .filter(year -> year % apart == 0)
                .mapToObj(year -> new Year(
                        year,
                        at(LocalDate.of(year, 1, 1).atStartOfDay(ZoneOffset.UTC).toInstant())))
                .filter(year -> year.x() < barsTo() - 14 && year.x() > barsFrom() + 10)
                .toList();
    }

    /** @param x where it begins */
    public record Year(int year, int x) {}
}
