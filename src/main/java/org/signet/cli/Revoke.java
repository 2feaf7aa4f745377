package org.signet.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.signet.app.Signet;
import org.signet.ca.revocation.Revocation.Grounds;
import org.signet.edge.json.revocation.RevocationView;
import org.signet.model.CertificateRecord;
import org.signet.model.EmailAddress;
import org.signet.model.Outcome;
import org.signet.model.Person;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;
import org.signet.model.RevocationReason;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Revokes certificates and publishes the CRL. */
@Command(
        name = "revoke",
        description = {
            "Revoke certificates and publish the CRL.",
            "One certificate, or every one of a person.",
            "With --server and --p12 a holder revokes their own from anywhere; the server publishes."
        },
        mixinStandardHelpOptions = true)
final class Revoke implements Callable<Integer> {
    @Mixin
    private DataOption data;

    @Mixin
    private PassphraseOption passphrase;

    @ArgGroup(multiplicity = "1")
    private Which which;

    static final class Which {
        @ArgGroup(multiplicity = "1")
        private OneCertificate one;

        @Option(
                names = "--person",
                paramLabel = "ADDRESS",
                description = "Every certificate of whoever has this address.")
        private String person;

        @ArgGroup(exclusive = false, multiplicity = "1")
        private ByKeyOptions key;
    }

    @Option(
            names = "--reason",
            paramLabel = "REASON",
            defaultValue = "unspecified",
            description = "unspecified (default), keyCompromise, affiliationChanged, superseded, cessationOfOperation,"
                    + " privilegeWithdrawn or certificateHold (for a while: 'signet release' ends it).")
    private RevocationReason reason;

    @Option(
            names = "--invalid-since",
            paramLabel = "MOMENT",
            description = "When the key is thought to have been lost, for example 2026-11-20 or 2026-11-20T08:00:00Z.")
    private Moment.Given invalidSince;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (which.key != null) {
            return revokeOwn();
        }
        try (Signet signet = data.open(passphrase)) {
            Grounds grounds =
                    new Grounds(reason, Optional.ofNullable(invalidSince).map(Moment.Given::moment));
            for (CertificateRecord revoked : revoke(signet, grounds).orThrow()) {
                String done = reason == RevocationReason.CERTIFICATE_HOLD ? "On hold: " : "Revoked ";
                System.out.println(done + revoked.serial() + " (" + revoked.subject() + ").");
            }
            return PublishCrl.publishDue(signet);
        }
    }

    private int revokeOwn() {
        if (invalidSince != null) {
            throw new ParameterException(
                    spec.commandLine(), "--invalid-since is for officers; tell them the moment, or leave it out here.");
        }
        for (RevocationView.Ended ended : which.key.revoke(reason, passphrase).orThrow()) {
            ended.revoked().forEach(serial -> System.out.println("Revoked " + serial + "."));
            ended.before().forEach(serial -> System.out.println(serial + " was revoked already."));
        }
        return Main.DONE;
    }

    private Outcome<List<CertificateRecord>> revoke(Signet signet, Grounds grounds) {
        if (which.person != null) {
            EmailAddress address = EmailAddress.parse(which.person).orThrow();
            Person person = signet.people()
                    .find(address)
                    .orElseThrow(() -> new RefusedException(
                            RefusalCode.NOT_FOUND,
                            "Nobody has the address " + address + "; check it with `signet find`."));
            return signet.revocation().revokeAll(person.id(), grounds, DataOption.operator());
        }
        return which.one
                .serial()
                .then(serial -> signet.revocation().revoke(serial, grounds, DataOption.operator()))
                .map(List::of);
    }
}
