package org.signet.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.signet.app.Server;
import org.signet.app.Signet;
import org.signet.app.log.LogLines;
import org.signet.model.Refusal;
import org.signet.model.RefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs the server until it is stopped. */
@Command(name = "serve", description = "Serve pages, API and status files.", mixinStandardHelpOptions = true)
final class Serve implements Callable<Integer> {
    @Mixin
    private DataOption data;

    @Mixin
    private PassphraseOption passphrase;

    @Override
    public Integer call() throws InterruptedException {
        return run(data.open(passphrase));
    }

    /** Serves until the process is told to end; closing is its own work then. */
    static int run(Signet signet) throws InterruptedException {
        LogLines.ofServer(Optional.ofNullable(System.getenv(LogLines.VARIABLE)), System.console() != null)
                .orThrow();
        // Now, while somebody is there to be asked, and not when the first request needs it.
        Optional<Refusal> tokenAway = tokenAway(signet);
        Server server = Server.start(signet);
        server.closeAtExit();
        System.out.println("Signet serves " + signet.config().company() + ":");
        server.addresses().forEach(address -> System.out.println("  " + address));
        server.inviteFirstAdministrator().ifPresent(link -> {
            System.out.println();
            System.out.println("First administrator, once: " + link);
        });
        System.out.println();
        server.notes().forEach(System.out::println);
        tokenAway.ifPresent(refusal -> System.out.println("Note: nothing is issued. " + refusal.detail()));
        System.out.println("Stop it with Ctrl-C.");
        System.out.flush();
        new CountDownLatch(1).await();
        return Main.DONE;
    }

    /** Opens the issuing key; if it lies in a token that is away or locked, all but issuing goes on. */
    private static Optional<Refusal> tokenAway(Signet signet) {
        return signet.openIssuingKey().fold(issuer -> Optional.empty(), refusal -> {
            boolean token = signet.authority().issuers().stream()
                    .anyMatch(issuer -> !issuer.isRoot() && signet.keys().inToken(issuer));
            if (token) {
                return Optional.of(refusal);
            }
            throw new RefusedException(refusal);
        });
    }
}
