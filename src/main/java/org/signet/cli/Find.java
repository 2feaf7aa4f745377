package org.signet.cli;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import org.signet.app.Signet;
import org.signet.ca.directory.Directory;
import org.signet.ca.directory.Entry;
import org.signet.crypto.x509.Certificate;
import org.signet.edge.client.SignetClient;
import org.signet.model.BaseUrl;
import org.signet.model.EmailAddress;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The certificate to encrypt to. */
@Command(
        name = "find",
        description = {"Print the certificate to encrypt to for an address.", "Exit code 1 if there is none."},
        mixinStandardHelpOptions = true)
final class Find implements Callable<Integer> {
    @Mixin
    private DataOption data;

    @Mixin
    private Output out;

    @Parameters(paramLabel = "ADDRESS", description = "An e-mail address.")
    private String address;

    @Option(
            names = "--format",
            paramLabel = "pem|der",
            defaultValue = "pem",
            description = "pem by default: every certificate, newest first; der: the newest.")
    private Format format;

    @Option(names = "--server", paramLabel = "URL", description = "Ask that server, not the folder.")
    private String server;

    enum Format {
        PEM,
        DER
    }

    @Override
    public Integer call() {
        EmailAddress wanted = EmailAddress.parse(address).orThrow();
        out.check();
        List<Certificate> found = server == null ? here(wanted) : there(wanted);
        if (found.isEmpty()) {
            throw none(wanted, "Ask its holder to get one.");
        }
        if (format == Format.DER) {
            out.write(found.get(0).der().toArray());
        } else {
            StringBuilder pem = new StringBuilder();
            found.forEach(certificate -> pem.append(certificate.pem()));
            out.write(pem.toString().getBytes(StandardCharsets.US_ASCII));
        }
        return Main.DONE;
    }

    private static RefusedException none(EmailAddress wanted, String why) {
        return new RefusedException(
                RefusalCode.NOT_FOUND, "There is no valid certificate to encrypt to for " + wanted + ". " + why);
    }

    private List<Certificate> here(EmailAddress wanted) {
        try (Signet signet = data.open()) {
            Directory directory = signet.addressBook().directory();
            return directory
                    .find(wanted)
                    .map(Entry::parsed)
                    .orElseThrow(() -> none(wanted, directory.why(wanted).text()));
        }
    }

    private List<Certificate> there(EmailAddress wanted) {
        return new SignetClient(BaseUrl.server(server).orThrow()).find(wanted).orThrow();
    }
}
