package org.signet.ca.register;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A way through the certificates that an index leads along. */
public sealed interface Walk {

    /** All, the latest recorded first. */
    record Newest() implements Walk {}

    /** Those of a CA, the latest issued first. */
    record OfIssuer(String issuer) implements Walk {}

    /** Those of these people, the latest recorded first. */
    record OfPeople(List<Long> people) implements Walk {}

    /** Those that end from then on, no later than that, the nearest end first. */
    record Ending(Instant from, Instant until) implements Walk {}

    /** Those that ended before that moment, the latest end first. */
    record Ended(Instant before) implements Walk {}

    /** Those revoked or held, the latest first. */
    record TakenBack() implements Walk {}

    /** Those whose serial number begins so, in hexadecimal. */
    record Serials(String beginning) implements Walk {}

    /**
     * A place on a walk, between two certificates.
     *
     * @param at the number or the moment that the walk goes by
     * @param serial tells those of the same moment apart; empty where nothing needs to
     */
    record Place(long at, String serial) {

        /** Reads {@link #toString}'s form. */
        public static Optional<Place> parse(String text) {
            if (!text.matches("-?[0-9]{1,18}\\.[0-9a-f]{0,40}")) {
                return Optional.empty();
            }
            int dot = text.indexOf('.');
            return Optional.of(new Place(Long.parseLong(text.substring(0, dot)), text.substring(dot + 1)));
        }

        @Override
        public String toString() {
            return at + "." + serial;
        }
    }
}
