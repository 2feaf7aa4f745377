package org.signet.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.signet.app.NewKey;
import org.signet.app.Signet;
import org.signet.app.ceremony.Ceremony;
import org.signet.app.ceremony.Protocol;
import org.signet.ca.access.control.Act;
import org.signet.ca.authority.Hierarchy;
import org.signet.ca.authority.Issuer;
import org.signet.crypto.policy.KeyType;
import org.signet.model.EmailAddress;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A guided session with the root's key. */
@Command(
        name = "ceremony",
        description = {
            "Be led through work with the root's key.",
            "It goes question by question to a protocol that is printed and signed. Without a terminal the answers come line by line from standard input. The single verbs write the same protocol and ask nothing."
        },
        mixinStandardHelpOptions = true)
final class AuthorityCeremony implements Callable<Integer> {
    @Mixin
    private CeremonyOption ceremony;

    private Dialogue dialogue;
    private List<Issuer> issuers;
    private List<String> present;

    @Override
    public Integer call() {
        dialogue = new Dialogue();
        try (Signet signet = ceremony.data().open()) {
            issuers =
                    signet.authority().issuers().stream().filter(Issuer::isOurs).toList();
        }
        introduce();
        present = holders();
        return work(choice());
    }

    private void introduce() {
        say("This session uses the root's key. Before you go on:");
        say("  1. Take this machine off the network, and check its clock.");
        say("  2. Bring the root's key file back to keys/ (or put the token in), and its passphrase or shares.");
        say("  3. Have the protocol of the last session at hand, to compare the fingerprints.");
    }

    private List<String> holders() {
        if (!ceremony.holders().isEmpty()) {
            return ceremony.holders();
        }
        List<String> names = new ArrayList<>();
        say("");
        say("Who is present? One name a line, an empty line at the end.");
        for (String name = name(); !name.isEmpty(); name = name()) {
            names.add(name);
        }
        return names;
    }

    private String name() {
        return dialogue.ask("Name: ")
                .map(name -> {
                    if (name.isEmpty() || CeremonyOption.isName(name)) {
                        return name;
                    }
                    say("A name has 1 to " + CeremonyOption.MAX_NAME
                            + " characters, all of them visible; type it again.");
                    return name();
                })
                .orElse("");
    }

    private int choice() {
        say("");
        say("What is to be done?");
        say("  1  a root's CRL          4  renew a CA with the same key");
        say("  2  a new issuing CA      5  rollover to a new root");
        say("  3  a further mail domain");
        return dialogue.ask(
                "Number: ",
                answer -> answer.matches("[1-5]")
                        ? Outcome.ok(Integer.parseInt(answer))
                        : Outcome.refused(RefusalCode.BAD_INPUT, "Choose a number from 1 to 5."));
    }

    private int work(int choice) {
        return switch (choice) {
            case 1 -> {
                String id = id("Of which root", roots());
                yield run(
                        AuthorityVerb.rootCrl(id),
                        work -> work.rootCrl(id),
                        crl -> say("CRL " + crl.number() + " of " + crl.issuerId() + " is published."));
            }
            case 2 -> {
                NewKey.Wish wish = NewKey.Wish.of(keyType("Type of its key"));
                yield run(
                        AuthorityVerb.newIssuer(wish.type().text()),
                        work -> work.newIssuing(wish),
                        AuthorityVerb::made);
            }
            case 3 -> {
                String domain = dialogue.ask("Domain: ", EmailAddress::parseDomain);
                yield run(
                        AuthorityVerb.addDomain(List.of(domain)),
                        work -> work.addDomains(List.of(domain)),
                        added -> say("Hand out the chain again."));
            }
            case 4 -> {
                String id = id("Which CA", byNeed());
                yield run(
                        AuthorityVerb.renewal(id),
                        work -> work.renew(id),
                        added -> say("Hand out its certificate again."));
            }
            default -> {
                NewKey.Wish wish = NewKey.Wish.of(keyType("Type of the new keys"));
                yield run(
                        AuthorityRollover.act(wish.type().text()),
                        work -> work.rollover(wish, wish),
                        made -> say("Hand out the new root and the chain."));
            }
        };
    }

    /** The newest first. */
    private List<Issuer> roots() {
        return issuers.stream()
                .filter(Issuer::isOffline)
                .sorted(Comparator.comparing((Issuer issuer) -> Hierarchy.generation(issuer.id()))
                        .reversed())
                .toList();
    }

    /** Those that end first come first: they are the likeliest to be renewed. */
    private List<Issuer> byNeed() {
        return issuers.stream()
                .filter(issuer -> issuer.standing() == Issuer.Standing.ACTIVE)
                .sorted(Comparator.comparing(
                        issuer -> issuer.certificate().content().validity().notAfter()))
                .toList();
    }

    private String id(String question, List<Issuer> among) {
        List<String> ids = among.stream().map(Issuer::id).toList();
        String usual = ids.isEmpty() ? "" : ids.get(0);
        return dialogue.ask(
                question + " (" + String.join(", ", ids) + ")",
                usual,
                answer -> ids.contains(answer)
                        ? Outcome.ok(answer)
                        : Outcome.refused(RefusalCode.BAD_INPUT, "Choose one of " + String.join(", ", ids) + "."));
    }

    private <T> int run(Act act, Function<Ceremony, Outcome<T>> work, Consumer<T> report) {
        return ceremony.run(act, present, this::compared, work, report);
    }

    /** Before the root's key is opened: whether these are the CAs that the holders left the last time. */
    private List<String> compared(Signet signet) {
        Instant now = signet.clock().instant();
        Protocol shown = new Protocol(signet.clock(), this::say);
        say("");
        say("The CAs in this folder:");
        signet.authority().issuers().stream()
                .filter(issuer -> issuer.isOurs() && issuer.lives(now))
                .forEach(issuer -> shown.certificate(issuer.id(), issuer.certificate()));
        say("At the first ceremony compare the root's with what `signet init` printed.");
        Optional<String> answer = dialogue.ask("Do they agree with the protocol of the last ceremony? [y/N] ");
        if (!answer.orElse("").matches("(?i)y(es)?")) {
            throw new RefusedException(
                    RefusalCode.WRONG_STATE,
                    "Nothing was done. Find out why they differ before the root's key is used: whether this is the right"
                            + " folder, whether a protocol is missing, and whether the audit log is whole"
                            + " (`signet audit verify`).");
        }
        return List.of("Those present say that the fingerprints agree with the last protocol.");
    }

    private KeyType keyType(String question) {
        String types = KeyType.madeHere().stream().map(KeyType::text).collect(Collectors.joining(", "));
        return dialogue.ask(
                question + " (" + types + ")",
                CaKeyOption.USUAL,
                answer -> KeyType.ofText(answer.toLowerCase(Locale.ROOT))
                        .filter(KeyType::isMadeHere)
                        .map(Outcome::ok)
                        .orElseGet(() -> Outcome.refused(RefusalCode.BAD_INPUT, "Choose one of " + types + ".")));
    }

    private void say(String line) {
        dialogue.say(line);
    }
}
