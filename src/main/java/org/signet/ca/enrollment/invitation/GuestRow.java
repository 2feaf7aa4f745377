package org.signet.ca.enrollment.invitation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.signet.model.EmailAddress;
import org.signet.model.PersonName;
import org.signet.model.Printable;
import org.signet.model.Refusal;

/**
 * Somebody in a table of people to invite.
 *
 * @param position from 0
 * @param line of the file in which the row begins
 * @param text the addresses with spaces between; of a row that could not be read, what stood there
 * @param trouble why nobody is invited by it, or not again
 * @param enrollment the invitation, once there is one; empty before
 */
public record GuestRow(
        int position,
        int line,
        String text,
        Optional<PersonName> name,
        State state,
        Optional<Trouble> trouble,
        String enrollment) {
    private static final int MOST = 500;

    /** How a row stands. */
    public enum State {
        /** To be invited, once the table is released. */
        READY,
        SENT,
        /** Has what the invitation is for, or was invited before. */
        BEFORE,
        /** Cannot be invited. */
        REFUSED
    }

    /** @param code of a refusal, of what is wrong with the row, or of how somebody stands already */
    public record Trouble(String code, String detail) {
        public Trouble {
            detail = Printable.cut(detail, MOST);
        }

        public static Trouble of(Refusal refusal) {
            return new Trouble(refusal.code().text(), refusal.detail());
        }
    }

    public static GuestRow ready(int position, int line, List<EmailAddress> addresses, Optional<PersonName> name) {
        String text = addresses.stream().map(EmailAddress::toString).collect(Collectors.joining(" "));
        return new GuestRow(position, line, text, name, State.READY, Optional.empty(), "");
    }

    public static GuestRow unread(int position, int line, String text, Trouble trouble) {
        return new GuestRow(position, line, text, Optional.empty(), State.REFUSED, Optional.of(trouble), "");
    }

    /** Of a row that could be read. */
    List<EmailAddress> addresses() {
        return Arrays.stream(text.split(" "))
                .map(each -> EmailAddress.parse(each).orThrow())
                .toList();
    }

    GuestRow refused(Refusal refusal) {
        return refused(Trouble.of(refusal));
    }

    GuestRow refused(Trouble trouble) {
        return with(State.REFUSED, Optional.of(trouble), enrollment);
    }

    GuestRow before(String code, String detail) {
        return with(State.BEFORE, Optional.of(new Trouble(code, detail)), enrollment);
    }

    GuestRow sent(String id) {
        return with(State.SENT, Optional.empty(), id);
    }

    private GuestRow with(State now, Optional<Trouble> why, String id) {
        return new GuestRow(position, line, text, name, now, why, id);
    }
}
