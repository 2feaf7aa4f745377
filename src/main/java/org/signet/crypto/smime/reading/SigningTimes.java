package org.signet.crypto.smime.reading;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.signet.crypto.smime.cms.SignedAttributes;
import org.signet.crypto.smime.report.Layer;
import org.signet.crypto.smime.report.SignerReport;
import org.signet.crypto.smime.report.Warning;

/** When signers say to have signed: that must be past, and be the time of the message. */
final class SigningTimes {
    /** Clocks are wrong, and a message waits before it is sent. */
    private static final Duration SLACK = Duration.ofHours(1);

    private final Headers headers;
    private final Instant now;
    private final Consumer<Warning> notes;

    SigningTimes(Headers headers, Instant now, Consumer<Warning> notes) {
        this.headers = headers;
        this.now = now;
        this.notes = notes;
    }

    /** Warns of what is odd. Only the innermost signature is the message's: a further one, as a mailing list's, is made later. */
    void check(List<Layer> layers) {
        boolean innermost = true;
        for (int i = layers.size() - 1; i >= 0; i--) {
            if (layers.get(i) instanceof Layer.Signed signed) {
                check(signed, innermost);
            }
            innermost &= layers.get(i) instanceof Layer.Compressed;
        }
    }

    private void check(Layer.Signed layer, boolean innermost) {
        for (SignerReport signer : layer.best()) {
            Optional<Instant> time = signer.holds() ? time(signer) : Optional.empty();
            time.ifPresent(this::checkClock);
            if (innermost) {
                time.ifPresent(this::checkDate);
            }
        }
    }

    private static Optional<Instant> time(SignerReport signer) {
        return signer.check().info().attributes().flatMap(SignedAttributes::signingTime);
    }

    private void checkClock(Instant signed) {
        if (signed.isAfter(now.plus(SLACK))) {
            notes.accept(new Warning(
                    "signed-in-future",
                    "It says to have been signed at " + signed
                            + ", which is still to come: look at the clock here, or ask its sender.",
                    signed.toString()));
        }
    }

    /** Whoever has an old message can send it again as if it were of today. */
    private void checkDate(Instant signed) {
        headers.unprotectedDates().stream()
                .filter(date -> Duration.between(signed, date).abs().compareTo(SLACK) > 0)
                .findFirst()
                .ifPresent(date -> notes.accept(new Warning(
                        "signed-at-another-time",
                        "It was signed at " + signed + ", but its Date, which nobody signed, is " + date
                                + ": it could be an old message sent again. Ask its sender before you act on it.",
                        signed.toString(),
                        date.toString())));
    }
}
