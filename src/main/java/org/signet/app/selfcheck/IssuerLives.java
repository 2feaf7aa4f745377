package org.signet.app.selfcheck;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.signet.ca.authority.Issuer;
import org.signet.ca.authority.Issuers;
import org.signet.ca.watch.Observation;
import org.signet.ca.watch.Subject;

/** That the CAs last longer than what they issue: a certificate never outlives its issuer, so new ones get shorter. */
public final class IssuerLives implements Check {
    private static final Duration ROOT_AHEAD = Duration.ofDays(366);

    private final Issuers issuers;
    private final Duration longest;
    private final Clock clock;

    /** @param longest what a profile gives a certificate at most */
    public IssuerLives(Issuers issuers, Duration longest, Clock clock) {
        this.issuers = issuers;
        this.longest = longest;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "issuer";
    }

    @Override
    public List<Observation> look(Consumer<String> progress) {
        Instant now = clock.instant();
        return issuers.issuing(now, List.of())
                .fold(
                        issuing -> chain(issuing).map(each -> judge(each, now)).toList(),
                        refusal -> List.of(new Subject(name(), "")
                                .broken(
                                        "issuer.none",
                                        "Nothing can be issued: {0}",
                                        "Bring the root's key back; `signet authority --help` lists what to do with it.",
                                        refusal.detail())));
    }

    /** The CA that issues now and those above it: what is retired has nothing left to be short of. */
    private Stream<Issuer> chain(Issuer issuer) {
        return issuer.isRoot()
                ? Stream.of(issuer)
                : Stream.concat(
                        Stream.of(issuer),
                        issuers.find(issuer.parentId()).stream().flatMap(this::chain));
    }

    private Observation judge(Issuer issuer, Instant now) {
        Subject subject = new Subject(name(), issuer.id());
        Instant end = issuer.certificate().content().validity().notAfter();
        Duration left = Duration.between(now, end);
        if (left.isNegative()) {
            return subject.broken(
                    "issuer.ended",
                    "{0} ended on {1}, and with it everything below.",
                    "Bring the root's key back and run `signet authority rollover`; people need new certificates and the new root.",
                    issuer.id(),
                    Span.day(end));
        }
        if (!issuer.isRoot() && left.compareTo(longest) < 0) {
            return subject.soon(
                    "issuer.short",
                    "{0} ends on {1}; new certificates, which could last {2} days, end with it.",
                    "Bring the root's key back and run `signet authority new-issuer`.",
                    issuer.id(),
                    Span.day(end),
                    longest.toDays());
        }
        if (issuer.isRoot() && left.compareTo(ROOT_AHEAD) < 0) {
            return subject.soon(
                    "issuer.root",
                    "The root {0} ends on {1}.",
                    "Every device needs the next one before that. Bring the root's key back and run `signet authority rollover`.",
                    issuer.id(),
                    Span.day(end));
        }
        return subject.good("issuer.good", "{0} lasts until {1}.", issuer.id(), Span.day(end));
    }
}
