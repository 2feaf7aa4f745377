package org.signet.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.signet.app.Signet;
import org.signet.ca.directory.Directory;
import org.signet.ca.directory.Entry;
import org.signet.ca.directory.format.EntryFile;
import org.signet.crypto.x509.Certificate;
import org.signet.edge.client.SignetClient;
import org.signet.edge.client.Told;
import org.signet.model.BaseUrl;
import org.signet.model.EmailAddress;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The certificate to encrypt to. */
@Command(
        name = "find",
        description = {"Print the certificate to encrypt to for an address.", "Exit code 1 if there is none."},
        mixinStandardHelpOptions = true)
final class Find implements Callable<Integer> {
    @Mixin
    private DataOption data;

    @Mixin
    private Output out;

    @Parameters(paramLabel = "ADDRESS", description = "An e-mail address.")
    private String address;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "pem",
            description = {
                "pem by default: every certificate, newest first; der: the newest;",
                "vcard, vcard3, ldif: its holder for an address book; smimea: lines for a DNS zone."
            })
    private EntryFile format;

    @Option(names = "--server", paramLabel = "URL", description = "Ask that server, not the folder.")
    private String server;

    @Override
    public Integer call() {
        EmailAddress wanted = EmailAddress.parse(address).orThrow();
        out.check();
        out.write(server == null ? here(wanted) : there(wanted));
        return Main.DONE;
    }

    private static RefusedException none(EmailAddress wanted, String why) {
        return new RefusedException(
                RefusalCode.NOT_FOUND, "There is no valid certificate to encrypt to for " + wanted + ". " + why);
    }

    private byte[] here(EmailAddress wanted) {
        try (Signet signet = data.open()) {
            Directory directory = signet.addressBook().directory();
            Entry entry = directory
                    .find(wanted)
                    .orElseThrow(() -> none(wanted, directory.why(wanted).text()));
            return format.of(entry, directory::chain);
        }
    }

    private byte[] there(EmailAddress wanted) {
        SignetClient client = new SignetClient(BaseUrl.server(server).orThrow());
        Told told = client.find(wanted).orThrow();
        List<Certificate> found = told.certificates();
        if (found.isEmpty()) {
            throw none(wanted, "Ask its holder to get one.");
        }
        boolean chained = format == EntryFile.VCARD || format == EntryFile.LDIF;
        Entry entry = told.entry(wanted, chained ? authorities(told, client) : List.of());
        return format.of(entry, Entry.Usable::enclosedChain);
    }

    /** A partner's came along; the server's own are fetched if it issued what was found. */
    private static List<Certificate> authorities(Told told, SignetClient client) {
        if (!told.authorities().isEmpty()) {
            return told.authorities();
        }
        List<Certificate> chain = client.chain();
        String issuer = told.certificates().get(0).content().issuer();
        return chain.stream().anyMatch(ca -> ca.content().subject().equals(issuer)) ? chain : List.of();
    }
}
