package org.signet.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.signet.app.Signet;
import org.signet.ca.authority.Issuer;
import org.signet.ca.revocation.CrlStore.PublishedCrl;
import org.signet.crypto.keys.files.WholeFile;
import org.signet.model.Refusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Publishes CRLs now. */
@Command(
        name = "crl",
        description = {"Publish the issuing CAs' CRLs now.", "A root's is published by 'authority root-crl'."},
        mixinStandardHelpOptions = true)
final class PublishCrl implements Callable<Integer> {
    @Mixin
    private DataOption data;

    @Mixin
    private PassphraseOption passphrase;

    @Option(
            names = "--out-dir",
            paramLabel = "FOLDER",
            description = "Publish nothing, but write every newest CRL into this folder as ISSUER.crl.")
    private Path folder;

    @Option(
            names = "--clock-is-right",
            description = "The clock was ahead when the newest CRLs were made, and is right now: let them go on.")
    private boolean clockIsRight;

    @Override
    public Integer call() {
        if (folder != null) {
            Output.checkFolder(folder);
        }
        try (Signet signet = data.open(passphrase)) {
            if (clockIsRight) {
                correct(signet);
            }
            return folder == null ? publish(signet) : export(signet);
        }
    }

    private static void correct(Signet signet) {
        int crls = signet.crls().clockIsRight(DataOption.operator()).orThrow();
        System.out.println(
                crls == 0
                        ? "No CRL says that it was made later than now."
                        : crls + (crls == 1 ? " CRL was" : " CRLs were")
                                + " made while the clock was ahead. If one is a"
                                + " root's, publish it anew: `signet authority root-crl`.");
    }

    private int export(Signet signet) {
        for (Issuer issuer : signet.authority().issuers()) {
            signet.crls()
                    .latest(issuer.id())
                    .ifPresent(crl -> WholeFile.write(
                            folder.resolve(issuer.id() + ".crl"),
                            signet.crlStore().octets(crl)));
        }
        return Main.DONE;
    }

    /** Publishes for every CA whose key is always here; the exit code tells whether all could. */
    static int publish(Signet signet) {
        int code = Main.DONE;
        for (Issuer issuer : signet.authority().issuers()) {
            if (issuer.isOurs() && !issuer.isOffline()) {
                code = Math.max(
                        code,
                        signet.crls()
                                .publish(issuer, DataOption.operator())
                                .fold(PublishCrl::published, refusal -> notYet(issuer, refusal)));
            }
        }
        return code;
    }

    /** Publishes what somebody's change of a status made due, if `serve` has not done so meanwhile. */
    static int publishDue(Signet signet) {
        List<Integer> codes = new ArrayList<>(List.of(Main.DONE));
        signet.crls()
                .publishDue(DataOption.operator(), (issuer, refusal) -> codes.add(notYet(issuer, refusal)))
                .forEach(PublishCrl::published);
        return Collections.max(codes);
    }

    private static int published(PublishedCrl crl) {
        System.out.println("CRL " + crl.number() + " of " + crl.issuerId() + " is valid until "
                + Moment.text(crl.nextUpdate()) + ".");
        return Main.DONE;
    }

    private static int notYet(Issuer issuer, Refusal refusal) {
        System.err.println("No new CRL of " + issuer.id() + " yet. " + refusal.detail());
        return Main.exitCode(refusal.code());
    }
}
