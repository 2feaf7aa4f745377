package org.signet.cli;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.signet.app.AddressBook;
import org.signet.app.Signet;
import org.signet.ca.directory.Contact;
import org.signet.ca.directory.Contact.State;
import org.signet.ca.directory.Partner;
import org.signet.model.EmailAddress;
import org.signet.model.Printable;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Other companies' certificates. */
@Command(
        name = "partner",
        description = {"Keep other companies' certificates in the directory."},
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "VERB",
        subcommands = {PartnerAccept.class, PartnerAdd.class, PartnerVerb.Show.class, PartnerVerb.Remove.class})
final class PartnerVerb {

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
                List<Partner> partners = signet.addressBook().partners().all();
                partners.forEach(partner -> System.out.println(line(partner)));
                signet.addressBook().contacts().forEach(contact -> System.out.println(line(signet, partners, contact)));
            }
            return Main.DONE;
        }
    }

    /** Tabs between: name, domains, the CAs that are believed. */
    static String line(Partner partner) {
        return Printable.of(partner.name()) + "\t"
                + partner.domains().stream().sorted().collect(Collectors.joining(", ")) + "\t"
                + partner.anchors().stream()
                        .map(anchor -> Printable.of(anchor.content().shortName()))
                        .collect(Collectors.joining(", "));
    }

    /** Tabs between: addresses, partner, state, end, SHA-256 and source of a certificate. */
    static String line(Signet signet, List<Partner> partners, Contact contact) {
        String partner = contact.standing()
                .partner()
                .flatMap(id -> partners.stream().filter(each -> each.id() == id).findFirst())
                .map(Partner::name)
                .orElse("no accepted CA");
        return contact.addresses().stream().map(EmailAddress::toString).collect(Collectors.joining(", ")) + "\t"
                + Printable.of(partner) + "\t"
                + word(contact.stateAt(signet.clock().instant())) + "\tuntil "
                + contact.certificate().content().validity().notAfter() + "\t"
                + contact.certificate().sha256().hex() + "\tfrom "
                + Printable.of(contact.source());
    }

    private static String word(State state) {
        return switch (state) {
            case ACTIVE -> "in use";
            case REVOKED -> "revoked";
            default -> "not in use";
        };
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
                AddressBook book = signet.addressBook();
                book.partners()
                        .find(what)
                        .ifPresentOrElse(
                                partner -> book.partners().remove(partner, DataOption.operator()),
                                () -> book.contacts().remove(contact(book), DataOption.operator()));
            }
            return Main.DONE;
        }

        private Contact contact(AddressBook book) {
            return book.contacts()
                    .find(what)
                    .orElseThrow(() -> new RefusedException(
                            RefusalCode.NOT_FOUND,
                            "There is no partner and no certificate " + Printable.of(what)
                                    + "; `signet partner list` lists them."));
        }
    }
}
