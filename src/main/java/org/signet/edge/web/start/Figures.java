package org.signet.edge.web.start;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.signet.ca.access.Session;
import org.signet.ca.audit.Verification;
import org.signet.ca.audit.Verifications;
import org.signet.ca.enrollment.Enrollments;
import org.signet.ca.register.Leaf;
import org.signet.ca.register.Register;
import org.signet.ca.watch.Watch;
import org.signet.edge.web.Tile;
import org.signet.edge.web.Words;
import org.signet.model.CertificateRecord;
import org.signet.model.Permission;

/** The overview's own figures: requests that wait, certificates that end, the server's health, and the log's for those who read it. */
public record Figures(
        Enrollments enrollments, Register register, Watch watch, Verifications verifications, Clock clock) {
    private static final int MANY = 100;
    /** Days; what {@code /admin/expiring} shows first. */
    private static final int SOON = 30;

    /** A log that nobody followed for so long waits for somebody. */
    private static final Duration USUAL = Duration.ofDays(31);

    public List<Tile.Source> tiles() {
        return List.of(this::waiting, this::ending, this::health, this::log);
    }

    private List<Tile> waiting(Session session, Words words) {
        int waiting = enrollments.waiting(MANY).size();
        return List.of(new Tile(
                waiting < MANY ? Integer.toString(waiting) : MANY + "+",
                words.t(waiting == 1 ? "start.waiting.one" : "start.waiting.many"),
                "/admin/requests",
                waiting > 0 && session.may(Permission.DECIDE_REQUEST)));
    }

    private List<Tile> ending(Session session, Words words) {
        Leaf<CertificateRecord> leaf = register.ending(SOON, Leaf.At.START, MANY);
        int ending = leaf.entries().size();
        return List.of(new Tile(
                leaf.after().isPresent() || leaf.further() ? ending + "+" : Integer.toString(ending),
                words.t(ending == 1 ? "start.ending.one" : "start.ending.many"),
                "/admin/expiring",
                false));
    }

    private List<Tile> health(Session session, Words words) {
        int troubles = watch.troubles().size();
        return List.of(new Tile(
                troubles == 0 ? "✓" : Integer.toString(troubles),
                troubles == 0
                        ? words.t("start.well")
                        : words.t(troubles == 1 ? "start.warning.one" : "start.warning.many"),
                "/admin/self-check",
                false));
    }

    private List<Tile> log(Session session, Words words) {
        if (!session.may(Permission.SEE_AUDIT)) {
            return List.of();
        }
        Optional<Verification> latest = verifications.latest();
        if (latest.isEmpty()) {
            return List.of(new Tile("?", words.t("start.log.never"), "/admin/audit", true));
        }
        boolean whole = latest.get().broken().isEmpty();
        boolean old = latest.get().at().plus(USUAL).isBefore(clock.instant());
        return List.of(new Tile(
                whole ? "✓" : "✗",
                words.t(
                        whole ? "start.log.whole" : "start.log.broken",
                        words.day(latest.get().at())),
                "/admin/audit",
                old || !whole));
    }
}
