package org.signet.ca.access;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.signet.app.MovingClock;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.app.access.WaysIn;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.crypto.keys.Passphrase;
import org.signet.model.Outcome;
import org.signet.model.Role;

/** Accounts of a real CA, with a clock that moves when it is told to. */
abstract class SomeAccounts {
    static final String RIGHT = "correct horse battery";
    static final String ORIGIN = "10.0.0.1";
    static final Browser STRANGER = Browser.unknown(ORIGIN);
    static final MovingClock CLOCK = MovingClock.started();
    static Signet signet;
    static Accounts accounts;
    static Sessions sessions;
    static Attempts attempts;
    private static int count;

    @BeforeAll
    static void open(@TempDir Path parent) {
        signet = TestCa.open(TestCa.copy(parent), CLOCK);
        WaysIn ways = signet.waysIn();
        accounts = ways.accounts();
        sessions = ways.sessions();
        attempts = ways.attempts();
    }

    @AfterAll
    static void close() {
        signet.close();
    }

    static OneTimeSecret invited(String user, Role role) {
        return accounts.invite(user, role, TestCa.OPERATOR).orThrow();
    }

    /** A new account with its password set. */
    static String somebody() {
        String name = "user" + ++count;
        accounts.redeem(invited(name, Role.OFFICER), password(RIGHT), STRANGER).orThrow();
        return name;
    }

    static Passphrase password(String text) {
        return Passphrase.of(text.toCharArray());
    }

    static Outcome<Session> signIn(String user, String password) {
        return signIn(user, password, STRANGER);
    }

    /** Of somebody without a second factor. */
    static Outcome<Session> signIn(String user, String password, Browser browser) {
        return accounts.signIn(user, password(password), browser)
                .map(entry -> entry.fold(session -> session, step -> {
                    throw new AssertionError("a second step");
                }));
    }

    /** The kind of the newest entry of the audit log. */
    static String newest() {
        return signet.audit().latest(1).get(0).type();
    }
}
