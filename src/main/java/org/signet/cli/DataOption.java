package org.signet.cli;

import java.nio.file.Path;
import org.signet.app.DataFolder;
import org.signet.app.KeysOnDisk;
import org.signet.app.Signet;
import org.signet.model.Actor;
import picocli.CommandLine.Option;

/** {@code --data}: the folder of the CA that a verb works on. */
final class DataOption {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "${env:SIGNET_DATA:-signet-data}",
            description = "The CA's folder; SIGNET_DATA or ./signet-data without it.")
    private Path folder;

    DataFolder folder() {
        return new DataFolder(folder);
    }

    /** Opens the CA for a verb that needs no passphrase but those in files of the data folder. */
    Signet open() {
        return open(KeysOnDisk.Passphrases.none());
    }

    Signet open(KeysOnDisk.Passphrases passphrases) {
        return Signet.open(folder, passphrases).orThrow();
    }

    /** Who the audit log names: whoever runs the command. */
    static Actor operator() {
        return Actor.operator(System.getProperty("user.name", "unknown"));
    }
}
