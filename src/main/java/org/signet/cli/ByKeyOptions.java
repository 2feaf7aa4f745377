package org.signet.cli;

import java.nio.file.Path;
import java.util.List;
import org.signet.ca.revocation.Revocation;
import org.signet.crypto.keys.Passphrase;
import org.signet.crypto.keys.Pkcs12File;
import org.signet.edge.client.SignetClient;
import org.signet.edge.client.TerminalRevocation;
import org.signet.edge.json.revocation.RevocationView;
import org.signet.model.BaseUrl;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;
import org.signet.model.RevocationReason;
import picocli.CommandLine.Option;

/** A person's own revocation, from wherever their key is: it needs no data folder. */
final class ByKeyOptions {
    @Option(
            names = "--server",
            required = true,
            paramLabel = "URL",
            description = "Where to revoke, for example https://ca.example.com.")
    private String server;

    @Option(
            names = "--p12",
            required = true,
            paramLabel = "FILE.p12",
            description = "Your own file: its key proves that its certificates are yours.")
    private Path file;

    Outcome<List<RevocationView.Ended>> revoke(RevocationReason reason, PassphraseOption passphrase) {
        if (!Revocation.HOLDERS_REASONS.contains(reason)) {
            return Outcome.refused(
                    RefusalCode.BAD_INPUT,
                    "The reason " + reason.text() + " is the company's to give; choose one of "
                            + RevocationReason.texts(Revocation.HOLDERS_REASONS) + ".");
        }
        TerminalRevocation terminal =
                new TerminalRevocation(new SignetClient(BaseUrl.server(server).orThrow()));
        byte[] octets = Input.read(file).orThrow();
        try (Passphrase opening = passphrase.ask("Passphrase of " + file + ": ").orThrow()) {
            return Pkcs12File.openAll(octets, opening).then(contents -> {
                try {
                    return terminal.run(contents, reason);
                } finally {
                    contents.forEach(content -> content.key().close());
                }
            });
        }
    }
}
