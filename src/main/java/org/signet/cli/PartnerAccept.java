package org.signet.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.signet.app.Signet;
import org.signet.ca.directory.ContactFile;
import org.signet.ca.directory.Partner;
import org.signet.crypto.x509.Certificate;
import org.signet.model.EmailAddress;
import org.signet.model.Printable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The CA of another company, believed from now on. */
@Command(
        name = "accept",
        description = {
            "Believe a partner's CA for the partner's mail domains.",
            "Compare the fingerprints with the partner by telephone first."
        },
        mixinStandardHelpOptions = true)
final class PartnerAccept implements Callable<Integer> {
    @Mixin
    private DataOption data;

    @Parameters(index = "0", paramLabel = "NAME", description = "The company's name.")
    private String name;

    @Parameters(index = "1..*", paramLabel = "FILE", description = "The certificate of its CA: PEM, DER or PKCS#7.")
    private List<Path> files = List.of();

    @Option(
            names = "--domain",
            paramLabel = "DOMAIN",
            description = "A mail domain of the partner; repeatable. Its CA is believed for no other.")
    private List<String> domains = List.of();

    @Option(names = "--yes", description = "The fingerprints were compared.")
    private boolean yes;

    @Override
    public Integer call() {
        Set<String> parsed = domains.stream()
                .map(domain -> EmailAddress.parseDomain(domain).orThrow())
                .collect(Collectors.toSet());
        List<Certificate> anchors = files.stream()
                .flatMap(file ->
                        Input.read(file, octets -> ContactFile.parse(octets).then(ContactFile::anchors))
                                .orThrow()
                                .stream())
                .distinct()
                .toList();
        if (!yes) {
            compare(anchors);
        }
        try (Signet signet = data.open()) {
            Partner partner = signet.addressBook()
                    .partners()
                    .accept(name, parsed, anchors, DataOption.operator())
                    .orThrow();
            System.out.println(PartnerVerb.line(partner));
        }
        return Main.DONE;
    }

    private void compare(List<Certificate> anchors) {
        Dialogue.confirm(
                anchors.stream().map(PartnerAccept::shown).collect(Collectors.joining()) + "Whoever holds "
                        + (anchors.size() == 1 ? "this CA's key" : "these CAs' keys")
                        + " decides which keys mail to " + Printable.of(name) + " is encrypted to.",
                "Do the fingerprints agree with what the partner told you?");
    }

    private static String shown(Certificate anchor) {
        return Printable.of(anchor.content().subject()) + "\n  SHA-256  "
                + anchor.sha256().groups() + "\n";
    }
}
