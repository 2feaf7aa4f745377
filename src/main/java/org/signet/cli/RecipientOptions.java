package org.signet.cli;

import java.util.ArrayList;
import java.util.List;
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
            TrustBase base = given.with(between(signet, all));
            Recipients recipients = new Recipients(directory(signet), base, experimental);
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
    private List<Certificate> between(Signet signet, List<EmailAddress> all) {
        if (server != null) {
            return client().chain();
        }
        return signet == null
                ? List.of()
                : all.stream()
                        .flatMap(address -> signet.addressBook().contacts().find(address).stream())
                        .flatMap(contact -> contact.issuers().stream())
                        .distinct()
                        .toList();
    }

    private SignetClient client() {
        return new SignetClient(BaseUrl.server(server).orThrow());
    }

    private RecipientDirectory directory(Signet signet) {
        if (server != null) {
            return client()::find;
        }
        return signet == null ? RecipientDirectory.none() : new InFolder(signet.addressBook());
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
