package org.signet.ca.access.control;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.signet.ca.audit.AuditEvent;
import org.signet.ca.audit.AuditLog;
import org.signet.ca.audit.Transactions;
import org.signet.model.Actor;
import org.signet.model.Bytes;
import org.signet.model.Outcome;
import org.signet.model.Printable;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;

/**
 * Dual control: what waits for two different signed-in administrators, and what they said. Every question about who is an
 * administrator is answered inside the unit of work that acts on it, so a role that was just taken counts no more.
 */
public final class Proposals {
    private static final int MOST_WAITING = 50;
    private static final int MOST_COMMENT = 400;
    private static final int HISTORY = 50;

    private final boolean configured;
    private final ProposalStore store;
    private final StaffStore staff;
    private final Transactions transactions;
    private final AuditLog audit;
    private final Clock clock;
    private final SecureRandom random;

    /** @param configured whether dual control is wanted, as soon as two administrators can sign in */
    public Proposals(
            boolean configured,
            ProposalStore store,
            StaffStore staff,
            Transactions transactions,
            AuditLog audit,
            Clock clock,
            SecureRandom random) {
        this.configured = configured;
        this.store = store;
        this.staff = staff;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
        this.random = random;
    }

    /** Why one person acts alone. */
    public enum Alone {
        SWITCHED_OFF,
        ONE_ADMINISTRATOR
    }

    /** Why dual control does not hold now; nothing if it does. */
    public Optional<Alone> alone() {
        if (!configured) {
            return Optional.of(Alone.SWITCHED_OFF);
        }
        long able =
                staff.all(clock.instant()).stream().filter(Member::administers).count();
        return able < 2 ? Optional.of(Alone.ONE_ADMINISTRATOR) : Optional.empty();
    }

    /** What is open or agreed, the oldest first. */
    public List<Proposal> waiting() {
        return store.waiting(clock.instant());
    }

    /** What was decided lately or expired, the newest first. */
    public List<Proposal> past() {
        return store.past(clock.instant(), HISTORY);
    }

    /** How many of those that wait need this account's word. */
    public long waitingFor(String user) {
        return waiting().stream().filter(each -> each.mayBeAgreedBy(user)).count();
    }

    public Optional<Proposal> find(String id) {
        return store.find(id);
    }

    /** Writes into the log that it is done by one person; joins the unit of work in which it is. */
    void actAlone(Act act, Alone why, Actor actor) {
        audit.append(actor, new AuditEvent.ActedAlone(act.kind().name(), act.told(), why.name()));
    }

    /** The proposal of that act, a new one unless the same person's waits already; joins the caller's unit of work. */
    Proposal propose(Act act, Actor actor) {
        Instant now = clock.instant();
        Bytes digest = act.digest();
        Optional<Proposal> before = store.of(digest).stream()
                .filter(each -> each.waitsAt(now) && each.proposer().equals(actor.name()))
                .findFirst();
        if (before.isPresent()) {
            return before.get();
        }
        // The server and the machine's operator are kept from nothing by what one account proposes.
        if (Proposal.account(actor.name()).isPresent() && store.waiting(now).size() >= MOST_WAITING) {
            throw new RefusedException(
                    RefusalCode.TOO_MANY,
                    MOST_WAITING + " decisions wait already; agree to them or refuse them first.");
        }
        Proposal proposal = new Proposal(
                newId(),
                act,
                digest,
                actor.name(),
                actor.origin(),
                now,
                now.plus(Proposal.LIFE),
                Proposal.State.OPEN,
                Optional.empty(),
                List.of());
        store.insert(proposal);
        audit.append(actor, new AuditEvent.ActProposed(proposal.id(), act.kind().name(), act.told(), digest.hex()));
        return proposal;
    }

    private String newId() {
        byte[] octets = new byte[8];
        random.nextBytes(octets);
        return Bytes.of(octets).hex();
    }

    /** One more voice for it; agreed, if that makes enough. Joins the caller's unit of work. */
    Proposal agree(String id, Bytes digest, String comment, Actor actor) {
        String user = administrator(actor);
        Proposal proposal = open(id);
        if (!proposal.digest().equals(digest) || !proposal.act().digest().equals(digest)) {
            throw no("This is not what your page showed; open the page again and look at it.");
        }
        if (proposal.account().equals(Optional.of(user))) {
            throw new RefusedException(
                    RefusalCode.NOT_ALLOWED, "You proposed this yourself; another administrator must agree.");
        }
        if (!proposal.mayBeAgreedBy(user)) {
            throw no("You agreed to this already; another administrator must, too.");
        }
        if (proposal.account().filter(account -> !administers(account)).isPresent()) {
            throw no("Whoever proposed this is no administrator any more; propose it again yourself.");
        }
        Voice voice = new Voice(user, true, comment(comment), actor.origin(), clock.instant());
        store.insertVoice(id, voice);
        audit.append(actor, new AuditEvent.ActAgreed(id, proposal.act().kind().name(), voice.comment()));
        Proposal heard = proposal.with(Proposal.State.OPEN, voice);
        if (!isAgreed(heard)) {
            return heard;
        }
        moved(id, Proposal.State.OPEN, Proposal.State.AGREED);
        return proposal.with(Proposal.State.AGREED, voice);
    }

    /** Whether enough administrators agreed who still are some, and so is whoever proposed it. */
    private boolean isAgreed(Proposal proposal) {
        long voices = proposal.agreeing().stream()
                .filter(voice -> administers(voice.user()))
                .count();
        return voices >= proposal.needed()
                && proposal.account().map(this::administers).orElse(true);
    }

    /** Ends it undone; its proposer may, too. What was agreed on but not done yet can be refused as well. */
    public Outcome<Proposal> refuse(String id, String comment, Actor actor) {
        return transactions.attempt(() -> {
            String user = administrator(actor);
            Proposal proposal = waiting(id);
            Voice voice = new Voice(user, false, comment(comment), actor.origin(), clock.instant());
            if (proposal.voices().stream().noneMatch(each -> each.user().equals(user))) {
                store.insertVoice(id, voice);
            }
            moved(id, proposal.state(), Proposal.State.REFUSED);
            audit.append(
                    actor, new AuditEvent.ActRefused(id, proposal.act().kind().name(), voice.comment()));
            return proposal.with(Proposal.State.REFUSED, voice);
        });
    }

    /** It is done now, and never again; joins the unit of work in which it is. */
    void done(Proposal proposal, Actor actor) {
        moved(proposal.id(), Proposal.State.AGREED, Proposal.State.DONE);
        audit.append(
                actor,
                new AuditEvent.ActDone(proposal.id(), proposal.act().kind().name()));
    }

    private void moved(String id, Proposal.State from, Proposal.State to) {
        if (!store.move(id, from, to, clock.instant())) {
            throw no("This was decided a moment ago by somebody else; open the page again.");
        }
    }

    /** An agreement on exactly this act that was not used yet. */
    Optional<Proposal> agreed(Act act) {
        Instant now = clock.instant();
        return store.of(act.digest()).stream()
                .filter(each -> each.stateAt(now) == Proposal.State.AGREED && isAgreed(each))
                .findFirst();
    }

    /** The account behind the actor, which must be an administrator's now, whatever its session says. */
    private String administrator(Actor actor) {
        return Proposal.account(actor.name())
                .filter(this::administers)
                .orElseThrow(() -> new RefusedException(
                        RefusalCode.NOT_ALLOWED, "Only an administrator who is signed in decides this."));
    }

    private boolean administers(String user) {
        return staff.find(user, clock.instant()).filter(Member::administers).isPresent();
    }

    private Proposal open(String id) {
        Proposal proposal = waiting(id);
        if (proposal.state() != Proposal.State.OPEN) {
            throw no("Enough administrators agreed to this already.");
        }
        return proposal;
    }

    private Proposal waiting(String id) {
        Proposal proposal = store.find(id)
                .orElseThrow(() -> new RefusedException(RefusalCode.NOT_FOUND, "There is no such decision."));
        switch (proposal.stateAt(clock.instant())) {
            case DONE -> throw no("This was agreed and done already.");
            case REFUSED -> throw no("This was refused already; propose it again if it is still wanted.");
            case EXPIRED -> throw no("Nobody agreed to this in time; propose it again if it is still wanted.");
            default -> {
                return proposal;
            }
        }
    }

    private static String comment(String text) {
        String comment = text.strip();
        if (comment.length() > MOST_COMMENT || !comment.isEmpty() && !Printable.is(comment)) {
            throw new RefusedException(
                    RefusalCode.BAD_INPUT,
                    "A comment has at most " + MOST_COMMENT + " characters on one line, all of them visible.");
        }
        return comment;
    }

    private static RefusedException no(String why) {
        return new RefusedException(RefusalCode.WRONG_STATE, why);
    }
}
