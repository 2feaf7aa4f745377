package org.signet.cli;

import java.io.Console;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.signet.app.NewKey;
import org.signet.crypto.policy.KeyType;
import org.signet.model.RefusalCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A guided session with the root's key. */
@Command(
        name = "ceremony",
        description = {
            "Be led through work with the root's key, question by question, to a protocol that is printed and signed.",
            "Without a terminal use the single verbs: each writes the same protocol."
        },
        mixinStandardHelpOptions = true)
final class AuthorityCeremony implements Callable<Integer> {
    @Mixin
    private CeremonyOption ceremony;

    private Console console;

    @Override
    public Integer call() {
        console = System.console();
        if (console == null) {
            return Main.refuse(
                    RefusalCode.BAD_INPUT,
                    "A ceremony asks questions, so it needs a terminal. In a script use `signet authority root-crl`,"
                            + " `new-issuer`, `add-domain`, `renew` or `rollover` with --holder.");
        }
        introduce();
        List<String> present = holders();
        return work(present, choice());
    }

    private void introduce() {
        say("This session uses the root's key. Before you go on:");
        say("  1. Take this machine off the network, and check its clock.");
        say("  2. Bring the root's key file back to keys/ (or put the token in), and its passphrase or shares.");
        say("  3. Have the protocol of the last session at hand, to compare the root's fingerprint.");
    }

    private String choice() {
        say("");
        say("What is to be done?");
        say("  1  a root's CRL          4  renew a CA with the same key");
        say("  2  a new issuing CA      5  rollover to a new root");
        say("  3  a further mail domain");
        return ask("Number: ");
    }

    private int work(List<String> present, String choice) {
        return switch (choice) {
            case "1" -> {
                String id = ask("Of which root (empty for the newest): ");
                yield ceremony.run(
                        present,
                        work -> id.isEmpty() ? work.rootCrl() : work.rootCrl(id),
                        crl -> say("CRL " + crl.number() + " of " + crl.issuerId() + " is published."));
            }
            case "2" -> {
                NewKey.Wish wish = NewKey.Wish.of(CaKeyOption.type(ask("Type of its key (rsa-4096, ec-p384 …): ")));
                yield ceremony.run(present, work -> work.newIssuing(wish), AuthorityVerb::made);
            }
            case "3" -> {
                List<String> domains = Init.domains(List.of(ask("Domain: ")));
                yield ceremony.run(
                        present, work -> work.addDomains(domains), added -> say("Hand out the chain again."));
            }
            case "4" -> {
                String id = ask("Which CA (issuing-1, root-1 …): ");
                yield ceremony.run(present, work -> work.renew(id), added -> say("Hand out its certificate again."));
            }
            case "5" -> {
                KeyType type = CaKeyOption.type(ask("Type of the new keys (rsa-4096, ec-p384 …): "));
                yield ceremony.run(
                        present,
                        work -> work.rollover(NewKey.Wish.of(type), NewKey.Wish.of(type)),
                        made -> say("Hand out the new root and the chain."));
            }
            default -> Main.refuse(RefusalCode.BAD_INPUT, "Nothing was done.");
        };
    }

    private List<String> holders() {
        List<String> present = new ArrayList<>();
        say("");
        say("Who is present? One name a line, an empty line at the end.");
        for (String name = ask("Name: "); !name.isBlank(); name = ask("Name: ")) {
            present.add(name);
        }
        return present;
    }

    private void say(String line) {
        console.printf("%s%n", line);
    }

    private String ask(String question) {
        String answer = console.readLine("%s", question);
        return answer == null ? "" : answer.strip();
    }
}
