package org.signet.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.signet.app.Signet;
import org.signet.app.bulk.PeopleFile;
import org.signet.ca.authority.Issued;
import org.signet.ca.profile.Profile;
import org.signet.ca.profile.Profiles;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.CertificateRequest;
import org.signet.model.EmailAddress;
import org.signet.model.KeyUse;
import org.signet.model.PersonName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** An operator's issuance: one certificate, or a table of people. */
@Command(
        name = "issue",
        description = {
            "Certify the key of a request, or of many.",
            "You vouch for the addresses. Prints the certificate and its issuing CA.",
            "A name that is given replaces the one on record; without any, the one on record is used."
        },
        mixinStandardHelpOptions = true)
final class Issue implements Callable<Integer> {
    @Mixin
    private DataOption data;

    @Mixin
    private PassphraseOption passphrase;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description =
                    "Write the certificate to this file; to standard output without it. With --bulk the folder that every row's certificate is written into.")
    private Path out;

    @Option(names = "--csr", paramLabel = "FILE", description = "PKCS#10, PEM or DER; only its key counts.")
    private Path request;

    @Option(names = "--email", arity = "1..*", paramLabel = "ADDRESS", description = "The mailboxes.")
    private List<String> emails = List.of();

    @Mixin
    private BulkOptions bulk;

    @Spec
    private CommandSpec spec;

    @Mixin
    private NameOptions names;

    @Option(
            names = "--profile",
            paramLabel = "ID",
            defaultValue = Profiles.DEFAULT,
            description = "One of those that 'profile list' shows; ${DEFAULT-VALUE} by default.")
    private String profile;

    @Option(
            names = "--use",
            paramLabel = "sign|encrypt|both",
            defaultValue = "both",
            description = "What the key is for; both by default.")
    private KeyUse use;

    @Override
    public Integer call() {
        if (bulk.file().isPresent()) {
            return bulk();
        }
        if (request == null || emails.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "Give --csr FILE and --email ADDRESS, or --bulk FILE with a table of people.");
        }
        Output.check(out);
        CertificateRequest parsed =
                Input.read(request).then(CertificateRequest::parse).orThrow();
        List<EmailAddress> addresses = new ArrayList<>();
        emails.forEach(email -> addresses.add(EmailAddress.parse(email).orThrow()));
        Optional<PersonName> named = names.parsed();
        return one(parsed, addresses, named);
    }

    private int bulk() {
        if (request != null || !emails.isEmpty() || names.parsed().isPresent()) {
            throw new ParameterException(
                    spec.commandLine(), "With --bulk, requests, addresses and names stand in the table.");
        }
        PeopleFile people = PeopleFile.open(bulk.file().get()).orThrow();
        if (people.has(PeopleFile.Column.CSR) && out == null) {
            throw new ParameterException(spec.commandLine(), "Name the folder for the certificates with --out DIR.");
        }
        try (Signet signet = data.open(passphrase)) {
            return bulk.run(signet, people, signet.profiles().find(profile).orThrow(), use, Optional.ofNullable(out));
        }
    }

    private int one(CertificateRequest parsed, List<EmailAddress> addresses, Optional<PersonName> named) {
        try (Signet signet = data.open(passphrase)) {
            Profile chosen = signet.profiles().find(profile).orThrow();
            Issued issued = signet.operatorIssuance()
                    .issue(addresses, named, chosen, use, parsed, DataOption.operator())
                    .orThrow();
            StringBuilder pem = new StringBuilder();
            for (Certificate certificate : issued.chain().certificates().subList(0, 2)) {
                pem.append(certificate.pem());
            }
            Output.write(out, pem.toString().getBytes(StandardCharsets.US_ASCII));
            System.err.println("Issued " + issued.leaf().content().serial() + " for " + String.join(", ", emails)
                    + ", valid until "
                    + Moment.text(issued.leaf().content().validity().notAfter()) + ".");
        }
        return Main.DONE;
    }
}
