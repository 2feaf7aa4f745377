package org.signet.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.signet.app.Signet;
import org.signet.ca.authority.ExpiringCertificates;
import org.signet.edge.json.Json;
import org.signet.edge.json.report.ExpiringView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What an operator should know of the records. */
@Command(
        name = "report",
        description = {"Report on the records."},
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "VERB",
        subcommands = Report.Expiring.class)
final class Report {

    @Command(
            name = "expiring",
            description = {
                "List the certificates of people that end soon.",
                "The nearest end comes first, one a line.",
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
            if (days < 1 || days > ExpiringCertificates.MOST_DAYS) {
                throw new ParameterException(
                        spec.commandLine(), "--days is a number from 1 to " + ExpiringCertificates.MOST_DAYS + ".");
            }
            try (Signet signet = data.open()) {
                if (json) {
                    List<ExpiringView> all = new ArrayList<>();
                    expiring(signet).each(days, each -> all.add(ExpiringView.of(each)));
                    System.out.println(Json.writePretty(all));
                } else {
                    AtomicInteger printed = new AtomicInteger();
                    expiring(signet).each(days, each -> {
                        printed.incrementAndGet();
                        print(ExpiringView.of(each));
                    });
                    if (printed.get() == 0) {
                        System.err.println("No certificate of a person ends within " + days + " days.");
                    }
                }
                return Main.DONE;
            }
        }

        private static ExpiringCertificates expiring(Signet signet) {
            return new ExpiringCertificates(signet.certificates(), signet.clock());
        }

        private static void print(ExpiringView expiring) {
            System.out.printf(
                    "%s  %4d days  %-7s  %s  %s%s%n",
                    Moment.text(expiring.notAfter()),
                    expiring.daysLeft(),
                    expiring.use(),
                    expiring.serial(),
                    String.join(" ", expiring.emails()),
                    expiring.replaced() ? "  renewed" : expiring.status().equals("held") ? "  on hold" : "");
        }
    }
}
