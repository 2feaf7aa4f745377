package org.signet.ca.directory;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.signet.crypto.x509.Certificate;
import org.signet.model.EmailAddress;
import org.signet.model.PersonName;
import org.signet.model.Validity;

/**
 * A certificate of somebody who is none of our people.
 *
 * @param issuers certificates of CAs that came with it; nobody vouches for them
 * @param source the file or message that it came with, as people find it again; hostile text
 * @param seen when it was taken in
 */
public record Contact(
        Certificate certificate, List<Certificate> issuers, String source, Instant seen, Standing standing) {

    /**
     * What was found out about it.
     *
     * @param partner the id of the partner whose CA it comes from; empty if no anchor was accepted for it
     * @param revoked since when it is known to be revoked
     * @param checked when its CA last told its status
     */
    public record Standing(Optional<Long> partner, Optional<Instant> revoked, Optional<Instant> checked) {
        public static final Standing NEW = new Standing(Optional.empty(), Optional.empty(), Optional.empty());

        /** The same certificate under other partners: what its CA said stands. */
        Standing of(Optional<Long> other) {
            return new Standing(other, revoked, checked);
        }
    }

    public Contact {
        issuers = List.copyOf(issuers);
    }

    Contact with(Standing changed) {
        return new Contact(certificate, issuers, source, seen, changed);
    }

    /** What it is good for, by what is known of it. */
    public enum State {
        /** Told to others. */
        ACTIVE,
        /** It leads to no anchor that was accepted for its domain. */
        WAITING,
        EARLY,
        EXPIRED,
        REVOKED;

        /** As messages and lists spell it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public State stateAt(Instant now) {
        if (standing.revoked().isPresent()) {
            return State.REVOKED;
        }
        Validity validity = certificate.content().validity();
        if (!validity.contains(now)) {
            return now.isBefore(validity.notBefore()) ? State.EARLY : State.EXPIRED;
        }
        return standing.partner().isPresent() ? State.ACTIVE : State.WAITING;
    }

    /** Whether it may be told to others. */
    public boolean usableAt(Instant now) {
        return stateAt(now) == State.ACTIVE;
    }

    public List<EmailAddress> addresses() {
        return EmailAddress.distinct(certificate.content().addresses());
    }

    /** As its certificate says; the main address where it says none that can be shown. */
    public PersonName name() {
        return Entry.nameIn(certificate, addresses().get(0));
    }
}
