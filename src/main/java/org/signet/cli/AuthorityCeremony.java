package org.signet.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.signet.app.Ceremony;
import org.signet.app.NewKey;
import org.signet.app.Protocol;
import org.signet.app.Signet;
import org.signet.crypto.policy.KeyType;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;
import org.signet.model.Unavailable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A guided session with the root's key. */
@Command(
        name = "ceremony",
        description = {
            "Be led through work with the root's key, question by question, to a protocol that is printed and signed.",
            "Without a terminal the answers come line by line from standard input. The single verbs write the same",
            "protocol and ask nothing."
        },
        mixinStandardHelpOptions = true)
final class AuthorityCeremony implements Callable<Integer> {
    @Mixin
    private CeremonyOption ceremony;

    private Console console;
    private BufferedReader input;
    private List<String> present;

    @Override
    public Integer call() {
        console = System.console();
        input = new BufferedReader(new InputStreamReader(System.in));
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
        List<String> names = new ArrayList<>();
        say("");
        say("Who is present? One name a line, an empty line at the end.");
        for (String name = ask("Name: "); !name.isBlank(); name = ask("Name: ")) {
            names.add(name);
        }
        return names;
    }

    private String choice() {
        say("");
        say("What is to be done?");
        say("  1  a root's CRL          4  renew a CA with the same key");
        say("  2  a new issuing CA      5  rollover to a new root");
        say("  3  a further mail domain");
        return ask("Number: ");
    }

    private int work(String choice) {
        return switch (choice) {
            case "1" -> {
                String id = ask("Of which root (empty for the newest): ");
                yield run(
                        work -> id.isEmpty() ? work.rootCrl() : work.rootCrl(id),
                        crl -> say("CRL " + crl.number() + " of " + crl.issuerId() + " is published."));
            }
            case "2" -> {
                NewKey.Wish wish = NewKey.Wish.of(keyType("Type of its key"));
                yield run(work -> work.newIssuing(wish), AuthorityVerb::made);
            }
            case "3" -> {
                List<String> domains = Init.domains(List.of(ask("Domain: ")));
                yield run(work -> work.addDomains(domains), added -> say("Hand out the chain again."));
            }
            case "4" -> {
                String id = ask("Which CA (issuing-1, root-1 …): ");
                yield run(work -> work.renew(id), added -> say("Hand out its certificate again."));
            }
            case "5" -> {
                NewKey.Wish wish = NewKey.Wish.of(keyType("Type of the new keys"));
                yield run(work -> work.rollover(wish, wish), made -> say("Hand out the new root and the chain."));
            }
            default ->
                throw new RefusedException(
                        RefusalCode.BAD_INPUT,
                        "Nothing was done. Begin again and choose a number from 1 to 5, or use one of the single verbs:"
                                + " `signet authority root-crl`, `new-issuer`, `add-domain`, `renew` or `rollover`.");
        };
    }

    private <T> int run(Function<Ceremony, Outcome<T>> work, Consumer<T> report) {
        return ceremony.run(present, this::compared, work, report);
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
        if (!ask("Do they agree with the protocol of the last ceremony? [y/N] ").matches("(?i)y(es)?")) {
            throw new RefusedException(
                    RefusalCode.WRONG_STATE,
                    "Nothing was done. Find out why they differ before the root's key is used: whether this is the right"
                            + " folder (--data), whether a protocol is missing, and whether the audit log is whole"
                            + " (`signet audit verify`).");
        }
        return List.of("Those present say that the fingerprints agree with the last protocol.");
    }

    private KeyType keyType(String question) {
        String types = KeyType.madeHere().stream().map(KeyType::text).collect(Collectors.joining(", "));
        return KeyType.ofText(ask(question + " (" + types + "): "))
                .filter(KeyType::isMadeHere)
                .orElseThrow(() -> new RefusedException(
                        RefusalCode.BAD_INPUT, "Nothing was done. Begin again and choose one of " + types + "."));
    }

    private void say(String line) {
        System.out.println(line);
    }

    /** The answer without spaces around it; empty at the end of the input. */
    private String ask(String question) {
        System.out.print(question);
        System.out.flush();
        try {
            String answer = console == null ? input.readLine() : console.readLine();
            if (console == null) {
                // Nobody typed the end of the line.
                say("");
            }
            return answer == null ? "" : answer.strip();
        } catch (IOException e) {
            throw new Unavailable("cannot read from standard input: " + e.getMessage(), e);
        }
    }
}
