package org.signet.edge.web;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.ca.access.Account;
import org.signet.ca.access.ApiToken;
import org.signet.ca.access.Browser;
import org.signet.ca.access.Scope;
import org.signet.ca.access.Session;
import org.signet.ca.access.Sessions;
import org.signet.ca.access.holder.HolderSession;
import org.signet.ca.access.holder.HolderSignIn;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.crypto.keys.Passphrase;
import org.signet.model.EmailAddress;
import org.signet.model.Role;

/** Somebody of every kind who comes to the server, and what each is known by: a session of theirs, or a secret. */
public final class RightsVisitors {
    /** Whose mail the employee reads. */
    public static final EmailAddress MAILBOX = new EmailAddress("ada.augusta.king.countess.of.lovelace", "example.com");

    private final Signet signet;
    private final Map<String, Session> sessions = new HashMap<>();
    private final Map<String, String> bearers = new HashMap<>();
    private HolderSession employee;

    RightsVisitors(Signet signet) {
        this.signet = signet;
        for (Role role : Role.values()) {
            sessions.put(role.name().toLowerCase(Locale.ROOT), session(role + "-1", role));
        }
        for (Scope scope : Scope.values()) {
            bearers.put(scope.text(), token(scope));
        }
        employee = reader(MAILBOX);
    }

    /**
     * What a browser has of whoever is signed in.
     *
     * @param cookie its name
     * @param csrf the token in the forms of its pages
     */
    public record Badge(String cookie, String secret, String csrf) {}

    Optional<Badge> badge(String who) {
        return who.equals("employee")
                ? Optional.of(new Badge("signet-my", employee.secret().text(), employee.csrfToken()))
                : session(who).map(each -> new Badge("signet", each.secret().text(), each.csrfToken()));
    }

    Session session(String user, Role role) {
        String name = user.toLowerCase(Locale.ROOT);
        return signet.accounts()
                .redeem(
                        invited(name, role),
                        Passphrase.of(TrialSite.PASSWORD.toCharArray()),
                        Browser.unknown("127.0.0.1"))
                .orThrow();
    }

    OneTimeSecret invited(String user, Role role) {
        return signet.accounts().invite(user, role, TestCa.OPERATOR).orThrow();
    }

    private String token(Scope scope) {
        String name = scope.text().replace(':', '-');
        return signet.apiTokens()
                .create(new ApiToken.Plan(name, Set.of(scope), Set.of(), 30), TestCa.OPERATOR)
                .orThrow()
                .secret()
                .text();
    }

    /** The session of that role; none of others. */
    Optional<Session> session(String who) {
        return Optional.ofNullable(sessions.get(who));
    }

    Optional<String> bearer(String who) {
        return Optional.ofNullable(bearers.get(who));
    }

    void bears(String who, String secret) {
        bearers.put(who, secret);
    }

    private HolderSignIn holders() {
        return signet.waysToEnroll(signet.letters()).holderSignIn(signet.letters());
    }

    /** The path behind a link that was just mailed there. */
    String linkIn(EmailAddress mailbox) {
        holders().ask(mailbox, "en", "127.0.0.1");
        return lastLink("/my/in/");
    }

    /** Somebody who just signed in by such a link. */
    HolderSession reader(EmailAddress mailbox) {
        String link = linkIn(mailbox).replace("/my/in/", "");
        return holders().enter(new OneTimeSecret(link), "127.0.0.1").orThrow();
    }

    String lastLink(String path) {
        String body = signet.mailQueue().latest(1).get(0).mail().body();
        return body.replaceAll("(?s).*(" + path + "[A-Za-z0-9_-]+).*", "$1");
    }

    void signedOut(String who) {
        if (who.equals("employee")) {
            employee = reader(MAILBOX);
        } else {
            sessions.computeIfPresent(who, (role, left) -> session(role + "-again", left.role()));
        }
    }

    /** New sessions for all; the employee's before it ends, for not so many links are mailed to a mailbox. */
    void signInAgain() {
        Sessions entry = signet.waysIn().sessions();
        sessions.replaceAll((who, session) -> signet.transactions()
                .durable(() -> entry.signIn(account(session.user()), Browser.unknown("127.0.0.1"))));
        if (signet.clock().instant().plus(Duration.ofMinutes(6)).isAfter(employee.expires())) {
            employee = reader(MAILBOX);
        }
    }

    private Account account(String user) {
        return signet.accounts().all().stream()
                .filter(account -> account.user().equals(user))
                .findFirst()
                .orElseThrow();
    }
}
