package org.signet.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.signet.app.AddressBook;
import org.signet.app.Signet;
import org.signet.ca.directory.Contact;
import org.signet.ca.directory.ContactFile;
import org.signet.ca.directory.Partner;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.smime.reading.MessageReader;
import org.signet.crypto.smime.reading.Opened;
import org.signet.crypto.smime.reading.TrustBase;
import org.signet.crypto.smime.report.Verdict;
import org.signet.crypto.smime.report.Verdicts;
import org.signet.crypto.x509.Certificate;
import org.signet.model.EmailAddress;
import org.signet.model.Outcome;
import org.signet.model.Printable;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;
import org.signet.model.StoredOctets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Other companies' certificates. */
@Command(
        name = "partner",
        description = {"Keep other companies' certificates in the directory."},
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "VERB",
        subcommands = {PartnerVerb.Accept.class, PartnerVerb.Add.class, PartnerVerb.Show.class, PartnerVerb.Remove.class
        })
final class PartnerVerb {

    @Command(
            name = "accept",
            description = {
                "Believe a partner's CA for the partner's mail domains.",
                "Compare the fingerprints with the partner by telephone first."
            },
            mixinStandardHelpOptions = true)
    static final class Accept implements Callable<Integer> {
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
                    .flatMap(file -> TrustOptions.certificates(file).stream())
                    .distinct()
                    .toList();
            if (!yes) {
                Dialogue.confirm(
                        anchors.stream().map(Accept::shown).collect(Collectors.joining())
                                + "Whoever holds " + (anchors.size() == 1 ? "this CA's key" : "these CAs' keys")
                                + " decides which keys mail to " + Printable.of(name) + " is encrypted to.",
                        "Do the fingerprints agree with what the partner told you?");
            }
            try (Signet signet = data.open()) {
                Partner partner = signet.addressBook()
                        .partners()
                        .accept(name, parsed, anchors, DataOption.operator())
                        .orThrow();
                System.out.println(line(partner));
            }
            return Main.DONE;
        }

        private static String shown(Certificate anchor) {
            return Printable.of(anchor.content().subject()) + "\n  SHA-256  "
                    + anchor.sha256().groups() + "\n";
        }
    }

    private static String line(Partner partner) {
        return Printable.of(partner.name()) + "\t"
                + partner.domains().stream().sorted().collect(Collectors.joining(", ")) + "\t"
                + partner.anchors().stream()
                        .map(anchor -> Printable.of(anchor.content().shortName()))
                        .collect(Collectors.joining(", "));
    }

    @Command(
            name = "add",
            description = {
                "Keep certificates of a partner's people.",
                "They come from files, signed mail, or the partner's directory.",
                "They are told to others once the partner's CA was accepted."
            },
            mixinStandardHelpOptions = true)
    static final class Add implements Callable<Integer> {
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
            int code = Main.DONE;
            try (Signet signet = data.open()) {
                for (Path file : files) {
                    code = Math.max(
                            code,
                            keep(signet, read(signet, file), file.getFileName().toString()));
                }
                for (String url : directories) {
                    code = Math.max(code, keep(signet, AddressBook.ask(url), url));
                }
            }
            return code;
        }

        private static Outcome<ContactFile> read(Signet signet, Path file) {
            return file.toString().toLowerCase(java.util.Locale.ROOT).endsWith(".eml")
                    ? ofMessage(signet, file)
                    : Input.read(file).then(ContactFile::parse);
        }

        private static int keep(Signet signet, Outcome<ContactFile> read, String source) {
            String from = Printable.of(source) + ": ";
            if (!read.isOk()) {
                System.err.println(from + read.refusal().detail());
                return Main.NO;
            }
            ContactFile found = read.orThrow();
            if (found.people().isEmpty()) {
                System.err.println(from
                        + (found.authorities().isEmpty()
                                ? "There is no certificate of anybody; check what was asked for."
                                : "It holds CAs' certificates alone; accept them with `signet partner accept`."));
                return Main.NO;
            }
            int code = Main.DONE;
            for (Certificate certificate : found.people()) {
                Outcome<Contact> kept = signet.addressBook()
                        .contacts()
                        .take(certificate, found.authorities(), source, DataOption.operator());
                kept.run(
                        contact -> System.out.println(line(signet, contact)),
                        refusal -> System.err.println(from + Printable.of(refusal.detail())));
                code = kept.isOk() ? code : Main.NO;
            }
            return code;
        }

        /** Who signed it, if the signature is theirs; whether their CA is believed is seen to when it is kept. */
        private static Outcome<ContactFile> ofMessage(Signet signet, Path file) {
            List<Certificate> anchors = signet.addressBook().partners().all().stream()
                    .flatMap(partner -> partner.anchors().stream())
                    .toList();
            TrustBase trust = new TrustBase(
                    anchors, List.of(), TrustBase.offline(), signet.clock().instant());
            return new MessageReader(trust, List.of(), Providers.newRandom())
                    .message(StoredOctets.of(file))
                    .then(Add::signed);
        }

        private static Outcome<ContactFile> signed(Opened opened) {
            Verdicts verdicts = opened.report().verdicts();
            if (verdicts.integrity() != Verdict.GOOD || opened.senders().isEmpty()) {
                return Outcome.refused(
                        RefusalCode.BAD_INPUT,
                        "It has no good signature of its sender, so nothing was kept; `signet show` tells why.");
            }
            return Outcome.ok(new ContactFile(
                    opened.senders(),
                    opened.seen().stream().filter(each -> each.content().isCa()).toList()));
        }
    }

    private static String line(Signet signet, Contact contact) {
        String partner = contact.standing()
                .partner()
                .flatMap(id -> signet.addressBook().partners().all().stream()
                        .filter(each -> each.id() == id)
                        .findFirst())
                .map(Partner::name)
                .orElse("no accepted CA");
        String state = contact.standing().revoked().isPresent()
                ? "revoked"
                : contact.usableAt(signet.clock().instant()) ? "in use" : "not in use";
        return contact.addresses().stream().map(EmailAddress::toString).collect(Collectors.joining(", ")) + "\t"
                + Printable.of(partner) + "\t" + state + "\tuntil "
                + contact.certificate().content().validity().notAfter() + "\t"
                + contact.certificate().sha256().hex() + "\tfrom "
                + Printable.of(contact.source());
    }

    @Command(
            name = "list",
            description = {"List partners and the certificates of their people."},
            mixinStandardHelpOptions = true)
    static final class Show implements Callable<Integer> {
        @Mixin
        private DataOption data;

        @Override
        public Integer call() {
            try (Signet signet = data.open()) {
                signet.addressBook().partners().all().forEach(partner -> System.out.println(line(partner)));
                signet.addressBook().contacts().forEach(contact -> System.out.println(line(signet, contact)));
            }
            return Main.DONE;
        }
    }

    @Command(
            name = "remove",
            description = {"Believe a partner's CA no more, or forget one certificate."},
            mixinStandardHelpOptions = true)
    static final class Remove implements Callable<Integer> {
        @Mixin
        private DataOption data;

        @Parameters(paramLabel = "NAME|SHA-256", description = "The partner, or the certificate, as the list tells it.")
        private String what;

        @Override
        public Integer call() {
            try (Signet signet = data.open()) {
                signet.addressBook()
                        .partners()
                        .find(what)
                        .ifPresentOrElse(
                                partner -> signet.addressBook().partners().remove(partner, DataOption.operator()),
                                () -> signet.addressBook().contacts().remove(contact(signet), DataOption.operator()));
            }
            return Main.DONE;
        }

        private Contact contact(Signet signet) {
            return signet.addressBook()
                    .contacts()
                    .find(what)
                    .orElseThrow(() -> new RefusedException(
                            RefusalCode.NOT_FOUND,
                            "There is no partner and no certificate " + Printable.of(what)
                                    + "; `signet partner list` lists them."));
        }
    }
}
