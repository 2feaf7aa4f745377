package org.signet.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.signet.app.Signet;
import org.signet.ca.authority.Endings;
import org.signet.edge.json.EndingView;
import org.signet.edge.json.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What an operator should know of the records. */
@Command(
        name = "report",
        description = "Reports on the records.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "VERB",
        subcommands = Report.Expiring.class)
final class Report {

    @Command(
            name = "expiring",
            description = {
                "The certificates of people that end soon, the nearest end first, one a line.",
                "'renewed' marks those whose holder has a later one for the same mailboxes and use."
            },
            mixinStandardHelpOptions = true)
    static final class Expiring implements Callable<Integer> {
        @Mixin
        private DataOption data;

        @Option(
                names = "--days",
                paramLabel = "N",
                defaultValue = "90",
                description = "How far to look ahead; ${DEFAULT-VALUE} days by default.")
        private int days;

        @Option(names = "--json", description = "As JSON.")
        private boolean json;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            if (days < 1 || days > Endings.MOST_DAYS) {
                throw new ParameterException(
                        spec.commandLine(), "--days is a number from 1 to " + Endings.MOST_DAYS + ".");
            }
            try (Signet signet = data.open()) {
                if (json) {
                    List<EndingView> all = new ArrayList<>();
                    signet.endings().each(days, ending -> all.add(EndingView.of(ending)));
                    System.out.println(Json.writePretty(all));
                } else {
                    signet.endings().each(days, ending -> print(EndingView.of(ending)));
                }
                return Main.DONE;
            }
        }

        private static void print(EndingView ending) {
            System.out.printf(
                    "%s  %4d days  %-7s  %s  %s%s%n",
                    ending.notAfter(),
                    ending.daysLeft(),
                    ending.use(),
                    ending.serial(),
                    String.join(" ", ending.emails()),
                    ending.replaced() ? "  renewed" : ending.status().equals("held") ? "  on hold" : "");
        }
    }
}
