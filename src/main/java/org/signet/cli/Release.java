package org.signet.cli;

import java.util.concurrent.Callable;
import org.signet.app.Signet;
import org.signet.model.CertificateRecord;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Ends a hold and publishes the CRL. */
@Command(
        name = "release",
        description = {"Release a certificate from its hold.", "It may be used again; the CRL is published."},
        mixinStandardHelpOptions = true)
final class Release implements Callable<Integer> {
    @Mixin
    private DataOption data;

    @Mixin
    private PassphraseOption passphrase;

    @ArgGroup(multiplicity = "1")
    private OneCertificate which;

    @Override
    public Integer call() {
        try (Signet signet = data.open(passphrase)) {
            CertificateRecord released = which.serial()
                    .then(serial -> signet.revocation().release(serial, DataOption.operator()))
                    .orThrow();
            System.out.println("Released " + released.serial() + " (" + released.subject() + ").");
            return PublishCrl.publishDue(signet);
        }
    }
}
