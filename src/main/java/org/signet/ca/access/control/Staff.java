package org.signet.ca.access.control;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.signet.ca.access.Account;
import org.signet.ca.access.Accounts;
import org.signet.ca.audit.AuditEvent;
import org.signet.ca.audit.AuditLog;
import org.signet.ca.audit.Transactions;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.model.Actor;
import org.signet.model.EmailAddress;
import org.signet.model.Outcome;
import org.signet.model.Permission;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;
import org.signet.model.Role;

/** The accounts in the hands of administrators. What makes, unmakes or opens an administrator's needs two of them. */
public final class Staff implements Council.Performer {
    private static final String USER = "user";
    private static final String ROLE = "role";

    private final StaffStore store;
    private final Accounts accounts;
    private final Proposals proposals;
    private final AccountPost post;
    private final Transactions transactions;
    private final AuditLog audit;
    private final Clock clock;

    public Staff(
            StaffStore store,
            Accounts accounts,
            Proposals proposals,
            AccountPost post,
            Transactions transactions,
            AuditLog audit,
            Clock clock) {
        this.store = store;
        this.accounts = accounts;
        this.proposals = proposals;
        this.post = post;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
    }

    public List<Member> all() {
        return store.all(clock.instant());
    }

    /** A one-time link for a new account with that role; for one that exists a new link, and it keeps its role. */
    public Outcome<Change> invite(String user, Role role, Actor actor, String language) {
        return Account.name(user).then(name -> {
            boolean known = store.find(name, clock.instant()).isPresent();
            Act act = known
                    ? Act.of(Act.Kind.NEW_LINK, USER, name)
                    : Act.of(Act.Kind.INVITE, USER, name, ROLE, role.name());
            return change(act, actor, language);
        });
    }

    public Outcome<Change> newLink(String user, Actor actor, String language) {
        return change(Act.of(Act.Kind.NEW_LINK, USER, known(user)), actor, language);
    }

    public Outcome<Change> changeRole(String user, Role role, Actor actor) {
        return change(Act.of(Act.Kind.CHANGE_ROLE, USER, known(user), ROLE, role.name()), actor, "");
    }

    public Outcome<Change> suspend(String user, Actor actor) {
        return change(Act.of(Act.Kind.SUSPEND, USER, known(user)), actor, "");
    }

    public Outcome<Change> restore(String user, Actor actor) {
        return change(Act.of(Act.Kind.RESTORE, USER, known(user)), actor, "");
    }

    public Outcome<Change> end(String user, Actor actor) {
        return change(Act.of(Act.Kind.END, USER, known(user)), actor, "");
    }

    /** As it is kept; what is no name is nobody's. */
    private static String known(String user) {
        return Account.name(user).fold(name -> name, refusal -> "");
    }

    /**
     * Ends every session of an account, at once and by one administrator: nobody loses more than a sign-in by it.
     *
     * @return how many there were
     */
    public Outcome<Integer> endSessions(String user, Actor actor) {
        return transactions.attempt(() -> {
            demand(actor);
            Member member = member(known(user));
            int ended = store.endSessions(member.user());
            if (ended > 0) {
                audit.append(actor, new AuditEvent.SessionsEnded(member.user(), ended));
            }
            return ended;
        });
    }

    private Outcome<Change> change(Act act, Actor actor, String language) {
        return transactions.attempt(() -> {
            demand(actor);
            check(act, Proposal.account(actor.name()));
            demandMailbox(act, actor);
            if (!concernsAdministrators(act)) {
                return done(act, actor, language);
            }
            Optional<Proposals.Alone> alone = proposals.alone();
            if (alone.isEmpty()) {
                return Change.waiting(proposals.propose(act, actor));
            }
            proposals.actAlone(act, alone.get(), actor);
            return done(act, actor, language);
        });
    }

    /** An account must be an administrator's now, whatever its session says; an operator is whoever has the machine. */
    private void demand(Actor actor) {
        Optional<String> account = Proposal.account(actor.name());
        boolean may = actor.may(Permission.MANAGE_ACCOUNTS)
                && account.map(user -> store.find(user, clock.instant())
                                .filter(Member::administers)
                                .isPresent())
                        .orElse(true);
        if (!may) {
            throw new RefusedException(
                    RefusalCode.NOT_ALLOWED, "Only an administrator looks after accounts; ask one of them.");
        }
    }

    /**
     * Where two decide, neither is to open the account of somebody else and be two: its link goes by mail alone, to a mailbox of
     * the company. An operator, who could do more, still sees the links of those who are no administrators.
     */
    private void demandMailbox(Act act, Actor actor) {
        boolean link = act.kind() == Act.Kind.INVITE || act.kind() == Act.Kind.NEW_LINK;
        boolean printed = Proposal.account(actor.name()).isEmpty() && !concernsAdministrators(act);
        if (link && !printed && proposals.alone().isEmpty() && !post.reaches(act.parameter(USER))) {
            throw new RefusedException(
                    RefusalCode.NEEDS_MAILBOX,
                    "With dual control a link goes by mail alone, so that nobody opens another's account: invite them by their"
                            + " mailbox in one of the company's domains, as in grace@example.com.");
        }
    }

    private boolean concernsAdministrators(Act act) {
        return act.parameter(ROLE).equals(Role.ADMINISTRATOR.name())
                || store.find(act.parameter(USER), clock.instant())
                        .filter(member -> member.role() == Role.ADMINISTRATOR)
                        .isPresent();
    }

    private Member member(String user) {
        return store.find(user, clock.instant())
                .orElseThrow(() -> new RefusedException(
                        RefusalCode.NOT_FOUND, "There is no such account; look at the list of accounts."));
    }

    /** Whether the act can be done as things stand; refuses by exception. */
    private void check(Act act, Optional<String> actor) {
        String user = act.parameter(USER);
        if (act.kind() == Act.Kind.INVITE) {
            if (store.find(user, clock.instant()).isPresent()) {
                throw no("There is an account of that name already.");
            }
            return;
        }
        Member member = member(user);
        if (actor.equals(Optional.of(user))) {
            throw new RefusedException(
                    RefusalCode.NOT_ALLOWED, "Nobody does this to their own account; ask another administrator.");
        }
        switch (act.kind()) {
            case NEW_LINK -> standing(member, Standing.ACTIVE, "restore it before it gets a new link");
            case SUSPEND -> standing(member, Standing.ACTIVE, "there is nothing to suspend");
            case RESTORE -> standing(member, Standing.SUSPENDED, "only a suspended account is restored");
            case CHANGE_ROLE -> {
                if (member.standing() == Standing.ENDED || member.role().name().equals(act.parameter(ROLE))) {
                    throw no("The account " + user + " has ended, or has that role already.");
                }
            }
            default -> {
                if (member.standing() == Standing.ENDED) {
                    throw no("The account " + user + " has ended already.");
                }
            }
        }
        demandAnother(act, member);
    }

    private static void standing(Member member, Standing wanted, String why) {
        if (member.standing() != wanted) {
            throw no("The account " + member.user() + " is "
                    + member.standing().name().toLowerCase(Locale.ROOT) + ": " + why + ".");
        }
    }

    /** Without an administrator nobody could be let in again; one who can sign in is not replaced by one who cannot yet. */
    private void demandAnother(Act act, Member member) {
        boolean takes = member.role() == Role.ADMINISTRATOR
                && (act.kind() == Act.Kind.SUSPEND || act.kind() == Act.Kind.END || act.kind() == Act.Kind.CHANGE_ROLE);
        boolean another = all().stream()
                .filter(each -> !each.user().equals(member.user()))
                .filter(each -> each.role() == Role.ADMINISTRATOR && each.standing() == Standing.ACTIVE)
                .anyMatch(each -> each.administers() || !member.administers());
        if (takes && member.standing() == Standing.ACTIVE && !another) {
            throw no(member.user() + " is the last administrator who can sign in; make another one first.");
        }
    }

    /** After an agreement: things may have changed since it was proposed. */
    @Override
    public Change perform(Act act, Actor actor, String language) {
        check(act, Optional.empty());
        return done(act, actor, language);
    }

    private Change done(Act act, Actor actor, String language) {
        String user = act.parameter(USER);
        switch (act.kind()) {
            case INVITE -> {
                return handed(user, Role.valueOf(act.parameter(ROLE)), actor, language);
            }
            case NEW_LINK -> {
                return handed(user, member(user).role(), actor, language);
            }
            case CHANGE_ROLE -> {
                Role role = Role.valueOf(act.parameter(ROLE));
                audit.append(
                        actor, new AuditEvent.RoleChanged(user, member(user).role(), role));
                store.setRole(user, role);
                // Whoever gets other rights shows again who they are, and no link of before opens them to whoever has
                // it.
                store.shutOut(user);
            }
            case SUSPEND -> {
                store.setStanding(user, Standing.SUSPENDED);
                store.shutOut(user);
                audit.append(actor, new AuditEvent.AccountSuspended(user));
            }
            case RESTORE -> {
                store.setStanding(user, Standing.ACTIVE);
                audit.append(actor, new AuditEvent.AccountRestored(user));
            }
            case END -> {
                store.setStanding(user, Standing.ENDED);
                store.forgetWaysIn(user);
                store.shutOut(user);
                audit.append(actor, new AuditEvent.AccountEnded(user));
            }
            default -> throw new IllegalArgumentException(act.kind().name());
        }
        return Change.done();
    }

    private Change handed(String user, Role role, Actor actor, String language) {
        OneTimeSecret link = accounts.invite(user, role, actor).orThrow();
        Optional<EmailAddress> mailbox = AccountPost.mailbox(user);
        // At the terminal the link is printed, as a script wants it.
        if (mailbox.isEmpty() || language.isEmpty()) {
            return new Change(Optional.of(link), false, Optional.empty());
        }
        post.send(mailbox.get(), user, link, language, clock.instant());
        return new Change(Optional.empty(), true, Optional.empty());
    }

    /** The role of that name; nothing if there is none. */
    public static Optional<Role> role(String name) {
        return Arrays.stream(Role.values())
                .filter(role -> role.name().equals(name))
                .findFirst();
    }

    private static RefusedException no(String why) {
        return new RefusedException(RefusalCode.WRONG_STATE, why);
    }
}
