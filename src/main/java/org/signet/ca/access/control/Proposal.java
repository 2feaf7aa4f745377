package org.signet.ca.access.control;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.signet.model.Bytes;

/**
 * An act that waits for a second administrator, or waited.
 *
 * @param id 16 hexadecimal digits
 * @param digest of the act, as it was when it was proposed
 * @param proposer as {@code Actor.name}
 * @param state as stored: never expired
 * @param done when it was done or refused
 * @param voices in the order in which they were given
 */
public record Proposal(
        String id,
        Act act,
        Bytes digest,
        String proposer,
        String origin,
        Instant made,
        Instant expires,
        State state,
        Optional<Instant> done,
        List<Voice> voices) {
    static final Duration LIFE = Duration.ofDays(7);
    private static final String ACCOUNT = "account:";

    /** Where it stands. */
    public enum State {
        OPEN,
        /** Enough administrators agreed; it is done when whoever asked for it does it. */
        AGREED,
        DONE,
        REFUSED,
        EXPIRED
    }

    public Proposal {
        voices = List.copyOf(voices);
    }

    public State stateAt(Instant now) {
        boolean waits = state == State.OPEN || state == State.AGREED;
        return waits && !now.isBefore(expires) ? State.EXPIRED : state;
    }

    /** Whether anything can still come of it. */
    public boolean waitsAt(Instant now) {
        State standing = stateAt(now);
        return standing == State.OPEN || standing == State.AGREED;
    }

    /** The account that proposed it; nothing if that was a command or the server, which are nobody who signed in. */
    public Optional<String> account() {
        return account(proposer);
    }

    static Optional<String> account(String actor) {
        return actor.startsWith(ACCOUNT) ? Optional.of(actor.substring(ACCOUNT.length())) : Optional.empty();
    }

    /** How many others must agree: always two signed-in people stand behind an act. */
    public int needed() {
        return account().isPresent() ? 1 : 2;
    }

    public List<Voice> agreeing() {
        return voices.stream().filter(Voice::agrees).toList();
    }

    /** Whether that account may still say something to it, as far as it is known here. */
    public boolean mayBeAgreedBy(String user) {
        return state == State.OPEN
                && !account().equals(Optional.of(user))
                && voices.stream().noneMatch(voice -> voice.user().equals(user));
    }

    Proposal with(State state, Voice voice) {
        List<Voice> all = Stream.concat(voices.stream(), Stream.of(voice)).toList();
        return new Proposal(id, act, digest, proposer, origin, made, expires, state, done, all);
    }
}
