package org.signet.cli;

import java.util.List;
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
                arity = "1..*",
                description = "Heads that were written down earlier: the log must still hold them.")
        private List<String> heads = List.of();

        @Override
        public Integer call() {
            List<AuditEntry.Head> written = heads.stream()
                    .map(text -> AuditEntry.Head.parse(text).orThrow())
                    .toList();
            try (Signet signet = data.open()) {
                AuditLog.Verdict verdict = signet.audit().verify(written);
                if (verdict.broken().isPresent()) {
                    System.err.println(
                            "The audit log is broken: " + verdict.broken().get() + ".");
                    return Main.NO;
                }
                System.out.println("The audit log is whole: " + verdict.entries() + " entries.");
                System.out.println((verdict.heads().size() > 1 ? "Its heads" : "Its head")
                        + ", to be written down elsewhere: " + verdict.written());
                return Main.DONE;
            }
        }
    }
}
