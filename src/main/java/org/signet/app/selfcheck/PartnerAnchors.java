package org.signet.app.selfcheck;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.signet.ca.directory.Partner;
import org.signet.ca.directory.Partners;
import org.signet.ca.watch.Observation;
import org.signet.ca.watch.Subject;

/** That of each partner a CA certificate is accepted that holds: without one nobody there can be written to encrypted. */
public final class PartnerAnchors implements Check {
    private static final Duration AHEAD = Duration.ofDays(30);
    private static final String HOW =
            "Ask the partner for its new CA certificate, compare the fingerprint, and run `signet partner accept`.";

    private final Partners partners;
    private final Clock clock;

    public PartnerAnchors(Partners partners, Clock clock) {
        this.partners = partners;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "partner";
    }

    @Override
    public List<Observation> look(Consumer<String> progress) {
        return partners.all().stream().map(this::judge).toList();
    }

    private Observation judge(Partner partner) {
        Subject subject = new Subject(name(), partner.name());
        Instant now = clock.instant();
        Instant end = partner.anchors().stream()
                .map(anchor -> anchor.content().validity().notAfter())
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
        if (now.isAfter(end)) {
            return subject.broken(
                    "partner.ended",
                    "No CA certificate of {0} holds any more: nobody there can be written to encrypted.",
                    HOW,
                    partner.name());
        }
        return now.plus(AHEAD).isAfter(end)
                ? subject.soon(
                        "partner.soon",
                        "The last accepted CA certificate of {0} ends on {1}.",
                        HOW,
                        partner.name(),
                        Span.moment(end))
                : subject.good("partner.good", "The CA of {0} is accepted until {1}.", partner.name(), Span.day(end));
    }
}
