package org.signet.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.signet.app.AddressBook;
import org.signet.app.Signet;
import org.signet.ca.directory.Contact;
import org.signet.ca.messaging.RecipientDirectory;
import org.signet.ca.messaging.Recipients;
import org.signet.ca.messaging.Recipients.Recipient;
import org.signet.crypto.smime.reading.TrustBase;
import org.signet.crypto.x509.Certificate;
import org.signet.edge.client.SignetClient;
import org.signet.edge.client.Told;
import org.signet.model.BaseUrl;
import org.signet.model.EmailAddress;
import org.signet.model.Outcome;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** To whom something is encrypted. */
final class RecipientOptions {
    @Mixin
    private TrustOptions trust;

    @Option(
            names = "--to",
            paramLabel = "ADDRESS",
            arity = "1..*",
            description =
                    "Recipients, whose certificates are looked up. Without any, those of a message's To, Cc and Bcc.")
    private List<String> addresses = List.of();

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "Look certificates up at that Signet, not in the folder.")
    private String server;

    @Option(names = "--x25519", description = "Also encrypt to X25519 keys, which few programs read.")
    private boolean experimental;

    boolean given() {
        return !addresses.isEmpty() || trust.hasCertificates();
    }

    /** What is done with those who were found; each list is checked as a whole. */
    interface Work<T> {
        T with(Finder finder);
    }

    /** Finds recipients. */
    interface Finder {
        /** @param more addresses besides those of the options */
        Outcome<List<Recipient>> find(List<EmailAddress> more);
    }

    <T> T use(Work<T> work) {
        List<EmailAddress> wanted = addresses.stream()
                .flatMap(text -> Stream.of(text.split(",")))
                .map(text -> EmailAddress.parse(text).orThrow())
                .toList();
        return trust.use((given, signet) -> work.with(more -> {
            List<EmailAddress> all = new ArrayList<>(wanted);
            all.addAll(more);
            RecipientDirectory directory = directory(signet);
            TrustBase base = given.with(between(signet, directory, all));
            Recipients recipients = new Recipients(directory, base, experimental);
            return recipients.find(all).then(found -> given(recipients, found, base));
        }));
    }

    /** Those found, and those whose certificates were given. */
    private Outcome<List<Recipient>> given(Recipients recipients, List<Recipient> found, TrustBase base) {
        List<Recipient> all = new ArrayList<>(found);
        for (Certificate certificate : trust.givenCertificates()) {
            Outcome<Recipient> one = recipients.given(certificate);
            if (!one.isOk()) {
                return Outcome.refused(
                        one.refusal().code(),
                        "Nothing was encrypted: for " + certificate + " "
                                + one.refusal().detail());
            }
            all.add(one.orThrow());
        }
        return Outcome.ok(all);
    }

    /** Certificates of CAs that may lie between a recipient's and a root. */
    private static List<Certificate> between(Signet signet, RecipientDirectory directory, List<EmailAddress> all) {
        if (directory instanceof AtServer asked) {
            return asked.between(all);
        }
        return signet == null
                ? List.of()
                : all.stream()
                        .flatMap(address -> signet.addressBook().contacts().find(address).stream())
                        .flatMap(contact -> contact.issuers().stream())
                        .distinct()
                        .toList();
    }

    private RecipientDirectory directory(Signet signet) {
        if (server != null) {
            return new AtServer(new SignetClient(BaseUrl.server(server).orThrow()), new HashMap<>());
        }
        return signet == null ? RecipientDirectory.none() : new InFolder(signet.addressBook());
    }

    /**
     * What another Signet tells.
     *
     * @param told what it told already: each address is asked for once
     */
    private record AtServer(SignetClient client, Map<EmailAddress, Outcome<Told>> told) implements RecipientDirectory {
        @Override
        public Outcome<List<Certificate>> find(EmailAddress address) {
            return told.computeIfAbsent(address, client::find).map(Told::certificates);
        }

        List<Certificate> between(List<EmailAddress> all) {
            List<Certificate> found = new ArrayList<>(client.chain());
            all.forEach(address -> told.computeIfAbsent(address, client::find)
                    .run(answer -> found.addAll(answer.authorities()), refusal -> {}));
            return found;
        }
    }

    /** What the CA's folder knows: what the directory tells, and every certificate of others, which is checked like any other. */
    private record InFolder(AddressBook book) implements RecipientDirectory {
        @Override
        public Outcome<List<Certificate>> find(EmailAddress address) {
            return Outcome.ok(Stream.concat(
                            book.directory().find(address).stream().flatMap(entry -> entry.parsed().stream()),
                            book.contacts().find(address).stream().map(Contact::certificate))
                    .distinct()
                    .toList());
        }

        @Override
        public List<Certificate> anchors(EmailAddress address) {
            return book.partners().anchors(address);
        }
    }
}
