package org.signet.cli;

import java.util.concurrent.Callable;
import org.signet.app.Signet;
import org.signet.ca.audit.AuditLog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The audit log. */
@Command(
        name = "audit",
        description = "Check the audit log.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "VERB",
        subcommands = Audit.Verify.class)
final class Audit {

    @Command(
            name = "verify",
            description = "Follow the chain from the first entry to the last; exit code 1 if it is broken.",
            mixinStandardHelpOptions = true)
    static final class Verify implements Callable<Integer> {
        @Mixin
        private DataOption data;

        @Override
        public Integer call() {
            try (Signet signet = data.open()) {
                AuditLog.Verdict verdict = signet.audit().verify();
                if (verdict.broken().isPresent()) {
                    System.err.println(
                            "The audit log is broken: " + verdict.broken().get() + ".");
                    return Main.NO;
                }
                System.out.println("The audit log is whole: " + verdict.head().sequence() + " entries.");
                System.out.println("Its head, to be written down elsewhere: "
                        + verdict.head().hash().hex());
                return Main.DONE;
            }
        }
    }
}
