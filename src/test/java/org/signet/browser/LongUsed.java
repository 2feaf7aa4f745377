package org.signet.browser;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.signet.app.Csr;
import org.signet.app.TestCa;
import org.signet.ca.authority.Issued;
import org.signet.ca.directory.ContactFile;
import org.signet.ca.enrollment.Channel;
import org.signet.ca.enrollment.Enrollments;
import org.signet.ca.revocation.Revocation;
import org.signet.cli.Ran;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.smime.People;
import org.signet.edge.store.Stores;
import org.signet.edge.web.RightsTest;
import org.signet.edge.web.RightsTest.Row;
import org.signet.edge.web.RightsTrial;
import org.signet.edge.web.RightsVisitors;
import org.signet.edge.web.RightsVisitors.Badge;
import org.signet.model.EmailAddress;
import org.signet.model.KeyUse;
import org.signet.model.PersonName;
import org.signet.model.RevocationReason;

/**
 * The whole server with everybody who comes to it, after years of use: two roots, a retired issuing CA, an added domain, long names,
 * what ends soon, what was revoked, partners. What there is to look at is read from the table of rights, so that no page is left out.
 */
final class LongUsed implements AutoCloseable {
    final RightsTrial trial = new RightsTrial();
    private final String data = trial.signet.folder().path().toString();

    LongUsed() throws IOException {
        verb("authority", "add-domain", "a-rather-long-name-of-a-subsidiary.example");
        verb("authority", "new-issuer", "--key", "ec-p256");
        verb("authority", "retire", "issuing-1");
        verb("authority", "rollover", "--key", "ec-p256");
        verb("token", "create", "--name", "erp-2026", "--scope", "certificates:issue", "--domain", "example.com");
        employee();
        trial.signet
                .revocation()
                .revoke(
                        issued("grace.hopper@example.com", "Grace Hopper")
                                .certificate()
                                .serial(),
                        Revocation.Grounds.of(RevocationReason.KEY_COMPROMISE),
                        TestCa.OPERATOR)
                .orThrow();
        partner();
        letters();
    }

    /** One that waits, one that was refused, one that was given up. */
    private void letters() {
        EmailAddress ada = new EmailAddress("a-rather-long-local-part-of-somebody", "example.com");
        Letters.tried(
                trial.signet,
                RightsVisitors.MAILBOX,
                "Couldn't connect to host, port: a-rather-long-name-of-a-mail-server.example.com, 25; timeout 10000");
        Letters.refused(trial.signet, ada, "550 5.7.1 <" + ada + ">: Recipient address rejected: Access denied");
        long over = Letters.refused(trial.signet, ada, "552 5.2.2 Mailbox full");
        trial.signet
                .transactions()
                .durable(() -> new Stores(trial.signet.database()).mails().end(over, now()));
    }

    private void verb(String... words) {
        Ran ran = Ran.of(
                Stream.concat(Stream.of(words), Stream.of("--data", data)).toArray(String[]::new));
        if (ran.code() != 0) {
            throw new IllegalStateException(String.join(" ", words) + ": " + ran.err());
        }
    }

    /** Whose mailbox has everything that one can have: two certificates in force, one that was revoked, a request that waits. */
    private void employee() {
        String address = RightsVisitors.MAILBOX.toString();
        issued(address, "Ada Augusta King, Countess of Lovelace");
        trial.signet
                .revocation()
                .revoke(
                        issued(address, "Ada King").certificate().serial(),
                        Revocation.Grounds.of(RevocationReason.SUPERSEDED),
                        TestCa.OPERATOR)
                .orThrow();
        trial.signet
                .enrollments(trial.signet.letters())
                .request(new Enrollments.Request(
                        RightsVisitors.MAILBOX,
                        PersonName.ofDisplay("Ada Augusta King, Countess of Lovelace"),
                        Channel.BROWSER,
                        "en",
                        "127.0.0.1"))
                .orThrow();
    }

    private Issued issued(String address, String name) {
        return trial.signet
                .operatorIssuance()
                .issue(
                        List.of(EmailAddress.parse(address).orThrow()),
                        Optional.of(PersonName.parse(name).orThrow()),
                        trial.signet.profiles().find("mailbox-strict").orThrow(),
                        KeyUse.BOTH,
                        Csr.parsed(Csr.key(KeyType.EC_P256)),
                        TestCa.OPERATOR)
                .orThrow();
    }

    private void partner() {
        var book = trial.signet.addressBook();
        book.partners()
                .accept(
                        "Partner with a Rather Long Name & Sons",
                        Set.of("partner.example", "mail.partner.example"),
                        List.of(People.OTHER_ROOT.certificate()),
                        TestCa.OPERATOR)
                .orThrow();
        for (String address : List.of("gil@partner.example", "eva@nobody-accepted.example")) {
            String pem = People.OTHER_ROOT
                    .certify(People.BOB.pair().getPublic(), draft -> draft.of(address))
                    .pem();
            book.contacts()
                    .take(
                            ContactFile.parse(pem.getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                                    .orThrow(),
                            "a letter",
                            TestCa.OPERATOR)
                    .get(0)
                    .orThrow();
        }
    }

    /**
     * Something to look at.
     *
     * @param who a column of the table of rights
     * @param route a line of it
     * @param most whether nobody else is shown more of it
     */
    record Sight(String who, String route, boolean most) {
        @Override
        public String toString() {
            return who + ": " + route;
        }
    }

    /** Every route that shows a page, and everybody to whom it does; what is the same for all, for nobody in particular. */
    List<Sight> pages() throws IOException {
        return RightsTest.rows()
                .filter(row -> row.route().startsWith("GET "))
                .flatMap(row -> visitors(row, "200"))
                .filter(sight -> trial.ask(sight.who(), sight.route())
                        .headers()
                        .firstValue("Content-Type")
                        .filter(type -> type.startsWith("text/html"))
                        .isPresent())
                .toList();
    }

    /** Every form that tells what is wrong with it, and everybody to whom it does. */
    static List<Sight> refusals() throws IOException {
        return RightsTest.rows()
                .filter(Row::isForm)
                .flatMap(row -> visitors(row, "422"))
                .toList();
    }

    private static Stream<Sight> visitors(Row row, String answer) {
        if (row.answer("nobody").equals(answer)) {
            // One page is another for whoever is signed in by mail.
            return Stream.of("nobody", "employee")
                    .filter(who -> who.equals("nobody") || row.route().equals("GET /my"))
                    .map(who -> new Sight(who, row.route(), true));
        }
        List<String> all = RightsTest.VISITORS.stream()
                .filter(who -> !who.contains(":") && row.answer(who).equals(answer))
                .toList();
        return all.stream().map(who -> new Sight(who, row.route(), who.equals(all.get(all.size() - 1))));
    }

    String url(Sight sight) {
        return trial.url + trial.path(sight.who(), sight.route().replaceFirst(".* ", ""));
    }

    Optional<Badge> badge(String who) {
        return trial.badge(who);
    }

    Map<String, String> csrf(String who) {
        return badge(who).map(badge -> Map.of("csrf", badge.csrf())).orElse(Map.of());
    }

    Instant now() {
        return trial.signet.clock().instant();
    }

    @Override
    public void close() {
        trial.close();
    }
}
