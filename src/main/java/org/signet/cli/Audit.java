package org.signet.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.signet.app.Signet;
import org.signet.ca.audit.AuditEntry;
import org.signet.ca.audit.AuditLog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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
            description = {"Follow the chain from the first entry to the last.", "Exit code 1 if it is broken."},
            mixinStandardHelpOptions = true)
    static final class Verify implements Callable<Integer> {
        @Mixin
        private DataOption data;

        @Option(
                names = "--head",
                paramLabel = "SEQUENCE:HASH",
                description = "A head that was written down earlier: the log must still hold it.")
        private String head;

        @Override
        public Integer call() {
            Optional<AuditEntry.Head> written = Optional.ofNullable(head)
                    .map(text -> AuditEntry.Head.parse(text).orThrow());
            try (Signet signet = data.open()) {
                AuditLog.Verdict verdict = signet.audit().verify(written);
                if (verdict.broken().isPresent()) {
                    System.err.println(
                            "The audit log is broken: " + verdict.broken().get() + ".");
                    return Main.NO;
                }
                System.out.println("The audit log is whole: " + verdict.head().sequence() + " entries.");
                System.out.println("Its head, to be written down elsewhere: " + verdict.head());
                return Main.DONE;
            }
        }
    }
}
