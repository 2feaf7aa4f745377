package org.signet.cli;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.signet.app.Checkup;
import org.signet.app.Signet;
import org.signet.app.selfcheck.Rounds;
import org.signet.ca.watch.Level;
import org.signet.ca.watch.Observation;
import org.signet.ca.watch.Round;
import org.signet.ca.watch.Round.Reach;
import org.signet.crypto.policy.Providers;
import org.signet.edge.json.Json;
import org.signet.edge.json.report.SelfCheckView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The self-check, beside a running server or without one. */
@Command(
        name = "doctor",
        description = {
            "Look whether all is well, and say what to do if not.",
            "Every URL in the certificates is fetched as a client would, the mail server is greeted.",
            "Ends with 0 if nothing is broken, 1 if something is, 2 or 3 if the CA cannot be opened."
        },
        mixinStandardHelpOptions = true)
final class Doctor implements Callable<Integer> {
    @Mixin
    private DataOption data;

    @Option(
            names = "--offline",
            description = "Ask nothing over the network: no URL, no mail server, no file of the archive.")
    private boolean offline;

    @Option(
            names = "--full",
            description = "Read all of the audit log, not only its end, and each file of the archive.")
    private boolean full;

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    private final boolean terminal = System.console() != null;

    @Override
    public Integer call() {
        try (Signet signet = data.open();
                Rounds rounds = Checkup.ofCommand(signet, full)) {
            List<Reach> reaches = offline ? List.of(Reach.HERE) : List.of(Reach.values());
            Progress progress =
                    new Progress(reaches.stream().mapToInt(rounds::size).sum());
            List<Round> seen = reaches.stream()
                    .map(reach -> rounds.run(reach, progress::step, progress::note))
                    .toList();
            progress.end();
            if (json) {
                System.out.println(Json.writePretty(SelfCheckView.of(seen)));
            } else {
                print(seen);
            }
            return seen.stream().anyMatch(round -> round.worst() == Level.BROKEN) ? Main.NO : Main.DONE;
        }
    }

    private void print(List<Round> rounds) {
        List<Observation> all = observations(rounds).toList();
        all.forEach(this::print);
        System.out.println();
        System.out.println("Cryptography: "
                + String.join(
                        ", ",
                        Providers.choices().entrySet().stream()
                                .map(choice -> choice.getKey() + " by " + choice.getValue())
                                .toList()));
        long broken = all.stream().filter(each -> each.level() == Level.BROKEN).count();
        long soon = all.stream().filter(each -> each.level() == Level.SOON).count();
        System.out.println(
                broken + soon == 0
                        ? "All " + all.size() + " findings are good."
                        : "Of " + all.size() + " findings " + broken + " tell of something broken, " + soon
                                + " of something to do soon.");
    }

    private static Stream<Observation> observations(List<Round> rounds) {
        return rounds.stream().flatMap(round -> round.observations().stream());
    }

    private void print(Observation seen) {
        System.out.println(mark(seen.level()) + "  " + seen.what());
        if (!seen.advice().isEmpty()) {
            System.out.println((terminal ? "   " : "        ") + seen.advice());
        }
    }

    private String mark(Level level) {
        return switch (level) {
            case GOOD -> terminal ? "\u001b[32m✓\u001b[0m" : "good  ";
            case SOON -> terminal ? "\u001b[33m!\u001b[0m" : "soon  ";
            case BROKEN -> terminal ? "\u001b[31m✗\u001b[0m" : "broken";
        };
    }
}
