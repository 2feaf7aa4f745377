package org.signet.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.signet.app.Signet;
import org.signet.app.ceremony.ExternalRoot;
import org.signet.model.Severity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** An issuing CA below a root that others run. */
final class AuthorityExternal {
    private AuthorityExternal() {}

    @Command(
            name = "request",
            description = {
                "Make an issuing CA's key and a request for a CA above.",
                "The request (PKCS#10) goes to those who run the CA above."
            },
            mixinStandardHelpOptions = true)
    static final class Request implements Callable<Integer> {
        @Mixin
        private DataOption data;

        @Mixin
        private CaKeyOption key;

        @Mixin
        private Output out;

        @Override
        public Integer call() {
            out.check();
            try (Signet signet = data.open()) {
                ExternalRoot.Request made = new ExternalRoot(signet, DataOption.operator())
                        .request(key.wish())
                        .orThrow();
                out.write(made.pem().getBytes(StandardCharsets.US_ASCII));
                System.err.println(
                        "This is the request of " + made.id()
                                + ". Send it to the CA above; then install what comes back, with every CA up to the root in one file:");
                System.err.println("  signet authority install " + made.id() + " FILE");
            }
            return Main.DONE;
        }
    }

    @Command(
            name = "install",
            description = {"Install the certificate that answers a request.", "From then on that CA issues."},
            mixinStandardHelpOptions = true)
    static final class Install implements Callable<Integer> {
        @Mixin
        private DataOption data;

        @Mixin
        private PassphraseOption passphrase;

        @Parameters(paramLabel = "ID", description = "issuing-2 … as `request` told it.")
        private String id;

        @Parameters(
                paramLabel = "FILE",
                description = "Its certificate and those above it up to the root: PEM, or PKCS#7 (.p7b).")
        private Path file;

        @Override
        public Integer call() {
            try (Signet signet = data.open(passphrase)) {
                ExternalRoot.Installed installed = new ExternalRoot(signet, DataOption.operator())
                        .install(id, Input.read(file).orThrow())
                        .orThrow();
                installed.findings().stream()
                        .filter(finding -> finding.severity() != Severity.NOTICE)
                        .forEach(finding ->
                                System.err.println("Note: " + finding.citation() + ": " + finding.message()));
                System.out.println(installed.issuer().id() + " issues from now on, below "
                        + installed.issuer().certificate().content().issuer() + ".");
                System.out.println(
                        "Devices need that root: `signet trust` hands it out too. If your own root is not to be"
                                + " used, retire what stands below it, then the root: `signet authority retire`.");
            }
            return Main.DONE;
        }
    }
}
