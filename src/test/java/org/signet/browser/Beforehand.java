package org.signet.browser;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.signet.app.Csr;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.app.enrollment.WaysToEnroll;
import org.signet.ca.access.Session;
import org.signet.ca.access.factor.FactorStore;
import org.signet.ca.access.factor.Passkey;
import org.signet.ca.access.signin.OwnFactors;
import org.signet.ca.enrollment.Channel;
import org.signet.ca.enrollment.Enrollments;
import org.signet.ca.revocation.Revocation.Grounds;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.crypto.keys.Totp;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.smime.People;
import org.signet.crypto.x509.possession.Proofs;
import org.signet.edge.web.RightsTrial;
import org.signet.edge.web.RightsVisitors;
import org.signet.model.EmailAddress;
import org.signet.model.KeyUse;
import org.signet.model.PersonName;
import org.signet.model.RevocationReason;
import org.signet.model.Role;

/** What goes before a deed, for somebody new: their request, link, certificate or account, by the words in braces of {@code deeds.txt}. */
final class Beforehand {
    private static final String PASSWORD = "correct horse battery";
    private static final String HOLDABLE = "mailbox-multipurpose";
    private static final String ORIGIN = "127.0.0.1";
    private static int people;

    private final RightsTrial trial;
    private final Signet signet;
    private final WaysToEnroll ways;
    private final Enrollments enrollments;
    private final EmailAddress who;
    private final Map<String, Supplier<String>> words = new HashMap<>();
    /** Of the certificate that was issued last. */
    private String serial = "";

    Beforehand(RightsTrial trial) {
        this.trial = trial;
        this.signet = trial.signet;
        this.ways = signet.waysToEnroll(signet.letters());
        this.enrollments = signet.enrollments(signet.letters());
        this.who = new EmailAddress("a-rather-long-local-part-of-somebody-" + ++people, "example.com");
        ofRequests();
        ofHolders();
        ofOfficers();
        ofAccounts();
    }

    /** The text with what its words in braces stand for. */
    String made(String text) {
        return Pattern.compile("\\{([a-z-]+)}")
                .matcher(text.replace("\\n", "\n"))
                .replaceAll(word -> Matcher.quoteReplacement(word(word)));
    }

    private String word(MatchResult found) {
        return words.get(found.group(1)).get();
    }

    private void ofRequests() {
        words.put("address", who::toString);
        words.put("name", () -> "somebody-" + people);
        words.put("proof", () -> requested(who));
        words.put("proven", () -> proven().secret());
        words.put("waiting", () -> proven().id());
        words.put("question", () -> question(proven()));
        words.put("overtaken", () -> {
            Proven proven = proven();
            String link = question(proven);
            enrollments
                    .refuse(proven.id(), "Nobody knows you.", TestCa.OPERATOR)
                    .orThrow();
            return link;
        });
        words.put("withdrawn", () -> {
            Proven proven = proven();
            ways.conversation()
                    .withdraw(new OneTimeSecret(proven.secret()), ORIGIN)
                    .orThrow();
            return proven.id();
        });
    }

    private void ofHolders() {
        words.put("in", () -> {
            ways.holderSignIn(signet.letters()).ask(who, "en", ORIGIN);
            return lastLink("/my/in/");
        });
        words.put("entered", () -> {
            trial.reader(who);
            return lastLink("/my/in/");
        });
        words.put("revoke", this::revocationLink);
        words.put("revoked", () -> {
            String link = revocationLink();
            signet.waysToRevoke()
                    .byLink()
                    .revoke(
                            new OneTimeSecret(link.replace("/revoke/", "")),
                            List.of(signet.certificates().naming(who).get(0).serial()),
                            Grounds.of(RevocationReason.SUPERSEDED),
                            ORIGIN)
                    .orThrow();
            return link;
        });
        words.put("serial", () -> serial);
        words.put("own", () -> issued(RightsVisitors.MAILBOX));
        words.put("own-request", () -> {
            requested(RightsVisitors.MAILBOX);
            return enrollments.of(RightsVisitors.MAILBOX).get(0).id();
        });
        words.put("strange-key", () -> Proofs.compromised(Csr.key(KeyType.EC_P256)));
    }

    private void ofOfficers() {
        words.put("fresh", () -> issued(who));
        words.put("certified", () -> {
            issued(who);
            return who.toString();
        });
        words.put("holdable", () -> issued(who, HOLDABLE));
        words.put("held", () -> {
            String held = issued(who, HOLDABLE);
            signet.revocation()
                    .revoke(
                            signet.certificates().naming(who).get(0).serial(),
                            Grounds.of(RevocationReason.CERTIFICATE_HOLD),
                            TestCa.OPERATOR)
                    .orThrow();
            return held;
        });
        words.put("person", () -> {
            issued(who);
            issued(who);
            return Long.toString(signet.people().find(who).orElseThrow().id());
        });
        words.put(
                "contact",
                () -> People.OTHER_ROOT
                        .certify(People.BOB.pair().getPublic(), draft -> draft.of(who.local() + "@partner.example"))
                        .pem());
        words.put("mail", () -> Long.toString(Letters.tried(signet, who, "450 4.2.1 Come back later.")));
        words.put("ca", () -> People.ROOT.certificate().pem());
    }

    private void ofAccounts() {
        words.put("password", () -> PASSWORD);
        words.put(
                "officer",
                () -> trial.session("officer-" + people, Role.OFFICER).user());
        words.put(
                "welcome",
                () -> "/admin/welcome/"
                        + signet.accounts()
                                .invite("new-" + people, Role.AUDITOR, TestCa.OPERATOR)
                                .orThrow()
                                .text());
        words.put("passkeys", () -> {
            for (String title : List.of("The key on my ring", "A telephone with a long name of its maker and model")) {
                signet.transactions().durable(() -> passkey(title));
            }
            return PASSWORD;
        });
        words.put("right-code", () -> code(0));
        words.put("wrong-code", () -> code(-1_000));
    }

    private String lastLink(String path) {
        String body = signet.mailQueue().latest(1).get(0).mail().body();
        return body.replaceAll("(?s).*(" + path + "[A-Za-z0-9_-]+).*", "$1");
    }

    private String requested(EmailAddress address) {
        enrollments
                .request(new Enrollments.Request(
                        address,
                        PersonName.ofDisplay("Ada Augusta King, Countess of Lovelace"),
                        Channel.BROWSER,
                        "en",
                        ORIGIN))
                .orThrow();
        return lastLink("/enroll/proof/");
    }

    /** A request that waits, and the secret of its link. */
    private record Proven(String id, String secret) {}

    private Proven proven() {
        String secret = requested(who).replace("/enroll/proof/", "");
        return new Proven(
                enrollments.prove(new OneTimeSecret(secret), ORIGIN).orThrow().id(), secret);
    }

    private String question(Proven proven) {
        ways.conversation()
                .ask(proven.id(), "Which branch do you work at, and who can tell?", TestCa.OPERATOR)
                .orThrow();
        return lastLink("/enroll/state/");
    }

    private String issued(EmailAddress address) {
        return issued(address, "mailbox-strict");
    }

    private String issued(EmailAddress address, String profile) {
        serial = signet.operatorIssuance()
                .issue(
                        List.of(address),
                        Optional.of(PersonName.ofDisplay("Ada Augusta King, Countess of Lovelace")),
                        signet.profiles().find(profile).orThrow(),
                        KeyUse.BOTH,
                        Csr.parsed(Csr.key(KeyType.EC_P256)),
                        TestCa.OPERATOR)
                .orThrow()
                .certificate()
                .serial()
                .hex();
        return serial;
    }

    private String revocationLink() {
        issued(who);
        signet.waysToRevoke().byLink().ask(who, "en", ORIGIN);
        return lastLink("/revoke/");
    }

    private Session own(String role) {
        return trial.session(role).orElseThrow();
    }

    private Void passkey(String title) {
        ways.stores()
                .factors()
                .addPasskey(new Passkey(
                        title.length() + "-" + people,
                        own("auditor").user(),
                        "handle",
                        title,
                        "x",
                        0,
                        signet.clock().instant(),
                        null));
        return null;
    }

    /** Of an app that was begun, and is the account's first. */
    private String code(int steps) {
        FactorStore store = ways.stores().factors();
        signet.transactions().durable(() -> {
            store.clear(own("officer").user());
            return null;
        });
        OwnFactors factors = signet.waysIn().factors();
        factors.beginApp(own("officer"));
        Totp app = factors.begunApp(own("officer")).orThrow();
        return app.code(Totp.step(signet.clock().instant()) + steps);
    }
}
