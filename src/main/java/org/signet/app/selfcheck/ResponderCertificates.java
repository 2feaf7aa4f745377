package org.signet.app.selfcheck;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.signet.ca.authority.Issuer;
import org.signet.ca.authority.Issuers;
import org.signet.ca.profile.OcspResponder;
import org.signet.ca.watch.Observation;
import org.signet.ca.watch.Subject;
import org.signet.crypto.x509.Certificate;

/** That for each CA there is a key that signs OCSP answers in its place, and that it was renewed in time. */
public final class ResponderCertificates implements Check {
    /** They are renewed at half of their lives; a few days later that has failed more than once. */
    private static final Duration LATE = OcspResponder.LIFETIME.dividedBy(2).minusDays(2);

    private final Issuers issuers;
    private final Function<String, Optional<Certificate>> responders;
    private final Clock clock;

    /** @param responders what answers for the issuer of that id now */
    public ResponderCertificates(Issuers issuers, Function<String, Optional<Certificate>> responders, Clock clock) {
        this.issuers = issuers;
        this.responders = responders;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "responder";
    }

    @Override
    public List<Observation> look(Consumer<String> progress) {
        Instant now = clock.instant();
        return issuers.all().stream()
                .filter(issuer -> issuer.answers(now))
                .map(issuer -> judge(issuer, now))
                .toList();
    }

    private Observation judge(Issuer issuer, Instant now) {
        Subject subject = new Subject(name(), issuer.id());
        String advice =
                "Its certificate is made with the key of {0}: give the server its passphrase, or put its token back.";
        Optional<Instant> end = responders
                .apply(issuer.id())
                .map(certificate -> certificate.content().validity().notAfter());
        if (end.isEmpty()) {
            return subject.broken("responder.none", "{0} has no OCSP responder.", advice, issuer.id());
        }
        String day = Span.day(end.get());
        return now.plus(LATE).isAfter(end.get())
                ? subject.soon(
                        "responder.late",
                        "The OCSP responder of {0} can answer until {1} only; it was not renewed.",
                        advice,
                        issuer.id(),
                        day)
                : subject.good("responder.good", "The OCSP responder of {0} can answer until {1}.", issuer.id(), day);
    }
}
