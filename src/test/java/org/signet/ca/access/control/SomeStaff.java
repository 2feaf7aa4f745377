package org.signet.ca.access.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.signet.app.MovingClock;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.ca.access.Browser;
import org.signet.ca.access.Entry;
import org.signet.ca.access.Session;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.crypto.keys.Passphrase;
import org.signet.model.Actor;
import org.signet.model.Outcome;
import org.signet.model.Role;

/** A real CA with administrators Ada and Bob, an officer Olga, and a clock that moves when it is told to. */
abstract class SomeStaff {
    static final String PASSWORD = "correct horse battery";
    static final Actor ADA = actor("ada", Role.ADMINISTRATOR);
    static final Actor BOB = actor("bob", Role.ADMINISTRATOR);
    static final Actor OPERATOR = TestCa.OPERATOR;

    MovingClock clock;
    Path folder;
    Signet signet;
    Staff staff;
    Council council;

    @BeforeEach
    void open(@TempDir Path parent) {
        clock = MovingClock.started();
        folder = TestCa.copy(parent);
        reopen();
        account("ada", Role.ADMINISTRATOR);
        account("bob", Role.ADMINISTRATOR);
        account("olga@example.com", Role.OFFICER);
    }

    @AfterEach
    void close() {
        signet.close();
    }

    void reopen() {
        signet = TestCa.open(folder, clock);
        staff = signet.oversight().staff();
        council = signet.oversight().council();
    }

    static Actor actor(String user, Role role) {
        return Actor.account(user, "10.0.0.1", role);
    }

    /** A new account with its password set, signed in. */
    Session account(String user, Role role) {
        return signet.accounts()
                .redeem(
                        signet.accounts().invite(user, role, OPERATOR).orThrow(),
                        Passphrase.of(PASSWORD.toCharArray()),
                        Browser.unknown("10.0.0.1"))
                .orThrow();
    }

    Outcome<Session> signIn(String user) {
        return signet.accounts()
                .signIn(user, Passphrase.of(PASSWORD.toCharArray()), Browser.unknown("10.0.0.1"))
                .map(entry -> ((Entry.In) entry).session());
    }

    Member member(String user) {
        return staff.all().stream()
                .filter(each -> each.user().equals(user))
                .findFirst()
                .orElseThrow();
    }

    /** The one-time link in the newest mail. */
    OneTimeSecret mailed() {
        String body = signet.mailQueue().latest(1).get(0).mail().body();
        return new OneTimeSecret(body.replaceAll("(?s).*/admin/welcome/([A-Za-z0-9_-]{43}).*", "$1"));
    }

    /** The only proposal that waits. */
    Proposal waiting() {
        assertThat(council.proposals().waiting()).hasSize(1);
        return council.proposals().waiting().get(0);
    }

    Outcome<Change> agree(Proposal proposal, Actor actor) {
        return council.agree(proposal.id(), proposal.digest(), "", actor, "en");
    }

    /** Bob leaves by way of the database, as nobody's agreement would let him. */
    void withoutBob() {
        signet.transactions().durable(() -> {
            store().setStanding("bob", Standing.SUSPENDED);
            store().shutOut("bob");
            return null;
        });
    }

    StaffStore store() {
        return signet.oversight().stores().staff();
    }

    String newest() {
        return signet.audit().latest(1).get(0).type();
    }
}
