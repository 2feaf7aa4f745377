package org.signet.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.Callable;
import org.signet.app.Config;
import org.signet.app.DataFolder;
import org.signet.app.Founding;
import org.signet.app.NewKey;
import org.signet.app.Signet;
import org.signet.ca.profile.Company;
import org.signet.crypto.policy.KeyType;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;
import org.signet.model.Unavailable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Everything to try the whole loop in a browser. */
@Command(
        name = "quickstart",
        description = {"Make a CA to try, if there is none yet, and serve it.", "Mail is shown on a page."},
        mixinStandardHelpOptions = true)
final class Quickstart implements Callable<Integer> {
    @Mixin
    private DataOption data;

    @Mixin
    private PassphraseOption passphrase;

    @Option(names = "--port", paramLabel = "PORT", description = "8080 for a new CA.")
    private Integer port;

    @Option(
            names = "--company",
            paramLabel = "NAME",
            defaultValue = "Example Company",
            description = "For a new CA: ${DEFAULT-VALUE}.")
    private String company;

    @Option(
            names = "--domain",
            paramLabel = "DOMAIN",
            defaultValue = "example.com",
            description = "For a new CA: ${DEFAULT-VALUE}.")
    private String domain;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        DataFolder folder = data.folder();
        if (port != null && (port < 1 || port > 65535)) {
            throw new ParameterException(spec.commandLine(), "--port is a number from 1 to 65535.");
        }
        if (!folder.initialised()) {
            int chosen = port == null ? 8080 : port;
            String url = "http://localhost:" + chosen;
            requireFree(chosen);
            Founding.Plan plan = new Founding.Plan(
                    Company.parse(company, null, null).orThrow(),
                    Init.domains(List.of(domain)),
                    url,
                    url,
                    Founding.newArc(),
                    true,
                    true,
                    NewKey.Wish.of(KeyType.RSA_4096),
                    NewKey.Wish.of(KeyType.RSA_4096));
            Init.describe(folder, plan, Init.found(folder, plan));
        }
        Signet signet = data.open(passphrase);
        String objection = objection(signet);
        if (objection != null) {
            signet.close();
            throw new RefusedException(RefusalCode.BAD_INPUT, objection);
        }
        return Serve.run(signet);
    }

    /** Looked at before a CA is made, since its certificates carry the port. */
    private static void requireFree(int port) {
        try {
            new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
        } catch (IOException inUse) {
            throw new Unavailable("Port " + port + " is in use by another program; choose another with --port.", inUse);
        }
    }

    /** Why an existing CA cannot be started as a quickstart; null if it can. */
    private String objection(Signet signet) {
        Config config = signet.config();
        if (config.mail().transport() != Config.Mail.Transport.OUTBOX) {
            return "The CA in " + signet.folder().path() + " sends its mail by SMTP; start it with `signet serve`.";
        }
        if (port != null && !config.url().endsWith(":" + port)) {
            return "The CA in " + signet.folder().path() + " was made for " + config.url()
                    + ", and its certificates carry that address. Start it without --port, or make another CA with --data.";
        }
        return null;
    }
}
