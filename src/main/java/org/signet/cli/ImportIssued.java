package org.signet.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.signet.app.AddressBook;
import org.signet.app.Signet;
import org.signet.app.backup.LostCertificates;
import org.signet.ca.directory.ContactFile;
import org.signet.ca.messaging.Harvest;
import org.signet.crypto.x509.Certificate;
import org.signet.edge.json.Json;
import org.signet.model.Outcome;
import org.signet.model.Printable;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Certificates that a restored CA does not know, back in its records. */
@Command(
        name = "import-issued",
        description = {
            "Record certificates again that a restored CA lacks.",
            "They were issued after the backup was made: their holders have them, but OCSP calls them unknown, and nobody can revoke them.",
            "Taken are those that an issuing CA of this folder signed; what is known already is counted. Cut off, run it again."
        },
        mixinStandardHelpOptions = true)
final class ImportIssued implements Callable<Integer> {
    @Mixin
    private DataOption data;

    @Parameters(
            arity = "0..*",
            paramLabel = "FILE",
            description = {
                "Certificates in PEM, DER, PKCS#7 or a vCard, a signed message (.eml),",
                "or a folder of these, with the folders in it."
            })
    private List<Path> places = List.of();

    @Option(
            names = "--ldap",
            paramLabel = "URL",
            description =
                    "Take them from a directory: ldaps://dc.example.com/dc=example,dc=com??sub?(mail=*). Repeatable.")
    private List<String> directories = List.of();

    @Option(
            names = "--since",
            paramLabel = "MOMENT",
            description = {
                "The tables are of that moment: where they were brought back by other means than \"restore\",",
                "or where the CA of before went on issuing after it."
            })
    private Moment.Given since;

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (places.isEmpty() && directories.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "Give a FILE or a folder, or --ldap with a URL.");
        }
        List<Path> files =
                places.stream().flatMap(place -> files(place).stream()).toList();
        Progress progress = new Progress(Math.max(1, files.size()));
        try (Signet signet = data.open()) {
            Harvest harvest = signet.addressBook().harvest();
            int[] read = new int[1];
            Stream<LostCertificates.Given> given = Stream.concat(
                    files.stream()
                            .peek(file -> progress.at(++read[0], read[0] + " of " + files.size() + " files"))
                            .flatMap(file -> given(file.toString(), read(harvest, file))),
                    directories.stream().flatMap(url -> given(url, AddressBook.ask(url))));
            return report(new LostCertificates(signet, DataOption.operator())
                    .run(given, Optional.ofNullable(since).map(Moment.Given::moment))
                    .orThrow());
        } finally {
            progress.end();
        }
    }

    private static List<Path> files(Path place) {
        if (!Files.isDirectory(place)) {
            return List.of(place);
        }
        try (Stream<Path> all = Files.walk(place)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException | UncheckedIOException e) {
            throw new RefusedException(
                    RefusalCode.BAD_INPUT,
                    "The folder " + place
                            + " cannot be read, or one within it; check that they are there and readable.");
        }
    }

    private static Outcome<ContactFile> read(Harvest harvest, Path file) {
        if (!MessageInput.isMail(file.getFileName().toString())) {
            return Input.read(file).then(ContactFile::parse);
        }
        try {
            return harvest.all(MessageInput.octets(file));
        } catch (RefusedException e) {
            return Outcome.refused(e.refusal());
        }
    }

    /** People's certificates; CAs' that complete their chains are passed over. */
    private static Stream<LostCertificates.Given> given(String source, Outcome<ContactFile> read) {
        List<Outcome<Certificate>> found = new ArrayList<>();
        read.run(
                file -> (file.people().isEmpty() ? file.authorities() : file.people())
                        .forEach(each -> found.add(Outcome.ok(each))),
                refusal -> found.add(Outcome.refused(refusal)));
        if (found.isEmpty()) {
            found.add(Outcome.refused(RefusalCode.BAD_INPUT, "No certificate is in it."));
        }
        return found.stream().map(each -> new LostCertificates.Given(source, each));
    }

    private int report(LostCertificates.Report report) {
        if (json) {
            System.out.println(Json.writePretty(report));
        } else {
            report.refused().forEach(each -> System.err.println(line(each)));
            report.recorded().forEach(each -> System.out.println(line(each)));
            report.revoked().forEach(each -> System.out.println(line(each)));
            System.out.println(report.recorded().size() + " certificates recorded, "
                    + report.revoked().size() + " of them as revoked, " + report.known() + " known already, "
                    + report.refused().size() + " refused.");
        }
        return report.refused().isEmpty() ? Main.DONE : Main.NO;
    }

    private static String line(LostCertificates.Told told) {
        return Printable.escaped(
                told.source() + ": " + told.serial() + (told.serial().isEmpty() ? "" : " ") + told.detail());
    }
}
