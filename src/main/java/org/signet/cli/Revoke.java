package org.signet.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.signet.app.Signet;
import org.signet.crypto.x509.Certificate;
import org.signet.model.CertificateRecord;
import org.signet.model.CertificateStatus;
import org.signet.model.EmailAddress;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;
import org.signet.model.RevocationReason;
import org.signet.model.SerialNumber;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Revokes certificates and publishes the CRL. */
@Command(
        name = "revoke",
        description = {"Revoke certificates and publish the CRL.", "One certificate, or every one of a person."},
        mixinStandardHelpOptions = true)
final class Revoke implements Callable<Integer> {
    @Mixin
    private DataOption data;

    @Mixin
    private PassphraseOption passphrase;

    @ArgGroup(multiplicity = "1")
    private Which which;

    static final class Which {
        @Option(names = "--serial", paramLabel = "HEX", description = "By serial number.")
        private String serial;

        @Option(names = "--cert", paramLabel = "FILE", description = "The certificate in this file.")
        private Path certificate;

        @Option(
                names = "--person",
                paramLabel = "ADDRESS",
                description = "Every certificate of whoever has this address.")
        private String person;
    }

    @Option(
            names = "--reason",
            paramLabel = "REASON",
            defaultValue = "unspecified",
            description =
                    "unspecified (default), keyCompromise, affiliationChanged, superseded, cessationOfOperation or"
                            + " privilegeWithdrawn.")
    private RevocationReason reason;

    @Override
    public Integer call() {
        try (Signet signet = data.open(passphrase)) {
            for (SerialNumber serial : serials(signet)) {
                CertificateRecord revoked = signet.revocation()
                        .revoke(serial, reason, DataOption.operator())
                        .orThrow();
                System.out.println("Revoked " + serial + " (" + revoked.subject() + ").");
            }
            return PublishCrl.publish(signet);
        }
    }

    private List<SerialNumber> serials(Signet signet) {
        if (which.serial != null) {
            return List.of(SerialNumber.parse(which.serial).orThrow());
        }
        if (which.certificate != null) {
            return List.of(Input.read(which.certificate)
                    .then(Certificate::parseFile)
                    .orThrow()
                    .get(0)
                    .content()
                    .soundSerial()
                    .orThrow());
        }
        EmailAddress address = EmailAddress.parse(which.person).orThrow();
        List<SerialNumber> serials = signet
                .people()
                .find(address)
                .map(person -> signet.certificates().ofPerson(person.id()))
                .orElse(List.of())
                .stream()
                .filter(c -> !(c.status() instanceof CertificateStatus.Revoked))
                .map(CertificateRecord::serial)
                .toList();
        if (serials.isEmpty()) {
            throw new RefusedException(
                    RefusalCode.NOT_FOUND,
                    "Nobody with " + address + " has a certificate to revoke; check the address with `signet find`.");
        }
        return serials;
    }
}
