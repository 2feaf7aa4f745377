package org.signet.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.signet.app.AddressBook;
import org.signet.app.Signet;
import org.signet.ca.directory.Contact;
import org.signet.ca.directory.ContactFile;
import org.signet.model.Outcome;
import org.signet.model.Printable;
import org.signet.model.RefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Certificates of another company's people, kept. */
@Command(
        name = "add",
        description = {
            "Keep certificates of a partner's people.",
            "They come from files, signed mail, or the partner's directory.",
            "They are told to others once the partner's CA was accepted."
        },
        mixinStandardHelpOptions = true)
final class PartnerAdd implements Callable<Integer> {
    @Mixin
    private DataOption data;

    @Parameters(
            arity = "0..*",
            paramLabel = "FILE",
            description = "Certificates in PEM, DER, PKCS#7 or a vCard, or a signed message (.eml).")
    private List<Path> files = List.of();

    @Option(
            names = "--ldap",
            paramLabel = "URL",
            description =
                    "Ask the partner's directory: ldaps://ldap.example.com/o=Beta??sub?(mail=*@example.com). Repeatable.")
    private List<String> directories = List.of();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (files.isEmpty() && directories.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "Give a FILE, or --ldap with a URL.");
        }
        try (Signet signet = data.open()) {
            Map<String, Outcome<ContactFile>> read = new LinkedHashMap<>();
            for (Path file : files) {
                String name = file.getFileName().toString();
                read.put(name, read(signet, file, name));
            }
            directories.forEach(url -> read.put(url, AddressBook.ask(url)));
            return keep(signet, read);
        }
    }

    /** CAs' certificates of one file complete the chains of another. */
    private static int keep(Signet signet, Map<String, Outcome<ContactFile>> read) {
        List<ContactFile> good = read.values().stream()
                .filter(Outcome::isOk)
                .map(Outcome::orThrow)
                .toList();
        boolean anybody = good.stream().anyMatch(file -> !file.people().isEmpty());
        int code = Main.DONE;
        for (Map.Entry<String, Outcome<ContactFile>> each : read.entrySet()) {
            Outcome<ContactFile> file = each.getValue();
            if (anybody && file.isOk() && file.orThrow().people().isEmpty()) {
                continue;
            }
            code = Math.max(code, keep(signet, file.map(found -> beside(found, good)), each.getKey()));
        }
        return code;
    }

    /** What one of them has against it does not keep the others from being read. */
    private static Outcome<ContactFile> read(Signet signet, Path file, String name) {
        if (!MessageInput.isMail(name)) {
            return Input.read(file).then(ContactFile::parse);
        }
        try {
            return signet.addressBook().harvest().message(MessageInput.octets(file));
        } catch (RefusedException e) {
            return Outcome.refused(e.refusal());
        }
    }

    private static ContactFile beside(ContactFile file, List<ContactFile> all) {
        return new ContactFile(
                file.people(),
                Stream.concat(Stream.of(file), all.stream())
                        .flatMap(each -> each.authorities().stream())
                        .distinct()
                        .toList());
    }

    private static int keep(Signet signet, Outcome<ContactFile> read, String source) {
        AddressBook book = signet.addressBook();
        List<Outcome<Contact>> kept = read.fold(
                file -> book.contacts().take(file, source, DataOption.operator()),
                refusal -> List.of(Outcome.refused(refusal)));
        for (Outcome<Contact> each : kept) {
            each.run(
                    contact -> {
                        System.out.println(
                                PartnerVerb.line(signet, book.partners().all(), contact));
                        book.partners()
                                .waiting(contact)
                                .ifPresent(why -> System.err.println(Printable.of(source) + ": " + Printable.of(why)));
                    },
                    refusal -> System.err.println(Printable.of(source) + ": " + Printable.of(refusal.detail())));
        }
        return kept.stream().allMatch(Outcome::isOk) ? Main.DONE : Main.NO;
    }
}
