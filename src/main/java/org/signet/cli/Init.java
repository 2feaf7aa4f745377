package org.signet.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.signet.app.DataFolder;
import org.signet.app.Founding;
import org.signet.ca.profile.Company;
import org.signet.ca.profile.PolicyArc;
import org.signet.crypto.policy.KeyType;
import org.signet.model.BaseUrl;
import org.signet.model.EmailAddress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes a new CA. */
@Command(
        name = "init",
        description = {
            "Make a new CA: a root, an issuing CA and their database.",
            "Prints the first administrator's one-time link."
        },
        mixinStandardHelpOptions = true)
final class Init implements Callable<Integer> {
    @Mixin
    private DataOption data;

    @Option(names = "--company", required = true, paramLabel = "NAME", description = "As the certificates name it.")
    private String company;

    @Option(
            names = "--domain",
            required = true,
            arity = "1..*",
            paramLabel = "DOMAIN",
            description = "The company's mail domains; the issuing CA can certify no others.")
    private List<String> domains;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = {"Where people reach the pages, for example", "https://ca.example.com."})
    private String url;

    @Option(
            names = "--status-url",
            paramLabel = "URL",
            description = {"What certificates carry for CRLs and issuers,", "for example http://pki.example.com."})
    private String statusUrl;

    @Option(
            names = "--key",
            paramLabel = "TYPE",
            defaultValue = "rsa-4096",
            description = "Keys of root and issuing CA: rsa-4096 (default), rsa-3072, ec-p256, ec-p384.")
    private KeyType key;

    @Option(names = "--organization-id", paramLabel = "ID", description = "For example NTRDE-HRB12345.")
    private String organizationId;

    @Option(names = "--country", paramLabel = "XX", description = "Two letters of ISO 3166.")
    private String country;

    @Option(names = "--policy-arc", paramLabel = "OID", description = "Your own arc; 2.25 and a UUID without it.")
    private String policyArc;

    @Option(
            names = "--name-constraints",
            paramLabel = "critical|noncritical",
            defaultValue = "critical",
            description = "How the issuing CA's limit to your domains is marked; critical by default.")
    private NameConstraints nameConstraints;

    @Option(
            names = "--root-passphrase-file",
            paramLabel = "FILE",
            description = "The root key's passphrase; made into a file without it.")
    private Path rootPassphrase;

    @Option(
            names = "--issuing-passphrase-file",
            paramLabel = "FILE",
            description = "The issuing key's passphrase; made into a file without it.")
    private Path issuingPassphrase;

    @Mixin
    private CaKeyOption.Token token;

    @Spec
    private CommandSpec spec;

    enum NameConstraints {
        CRITICAL,
        NONCRITICAL
    }

    @Override
    public Integer call() {
        String people = url == null
                ? "http://localhost:8080"
                : BaseUrl.people(url).orThrow().toString();
        String status = statusUrl != null
                ? BaseUrl.status(statusUrl).orThrow().toString()
                : people.startsWith("http://") ? people : null;
        if (status == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "With an https --url give --status-url http://… too: certificates carry plain HTTP URLs.");
        }
        Founding.Plan plan = new Founding.Plan(
                Company.parse(company, organizationId, country).orThrow(),
                domains(domains),
                people,
                status,
                policyArc == null
                        ? Founding.newArc()
                        : PolicyArc.parse(policyArc).orThrow(),
                nameConstraints == NameConstraints.CRITICAL,
                false,
                token.wish(key, rootPassphrase),
                token.wish(key, issuingPassphrase));
        Founding.Result made = found(data.folder(), plan);
        report(data.folder(), plan, made);
        return Main.DONE;
    }

    static List<String> domains(List<String> texts) {
        Set<String> domains = new LinkedHashSet<>();
        texts.forEach(text -> domains.add(EmailAddress.parseDomain(text).orThrow()));
        return new ArrayList<>(domains);
    }

    static Founding.Result found(DataFolder folder, Founding.Plan plan) {
        Progress progress = new Progress(5);
        try {
            return new Founding()
                    .found(folder, plan, DataOption.operator(), progress::step)
                    .orThrow();
        } finally {
            progress.end();
        }
    }

    private static void report(DataFolder folder, Founding.Plan plan, Founding.Result made) {
        describe(folder, plan, made);
        System.out.println("First administrator: open " + plan.url() + made.administratorLink());
        System.out.println("(while `signet serve` runs; the link works once, for 72 hours).");
        System.out.println();
        if (plan.rootKey().token() == null) {
            System.out.println("Move off this machine, to a safe: " + folder.key("root-1"));
            if (plan.rootKey().passphrase() == null) {
                System.out.println("and, to another one, its passphrase: " + folder.passphrase("root-1"));
                System.out.println("(`signet authority split` shares it among several people).");
            }
            System.out.println("The server does not need them until the root's CRL ends, in a year.");
        } else {
            System.out.println(
                    "The root's key is in the token that the server needs for the issuing key: whoever has its"
                            + " PIN can use both.");
            System.out.println("To keep the root apart, make an issuing key in a token of its own (`signet authority"
                    + " new-issuer`), retire issuing-1,");
            System.out.println("and put this token into a safe.");
        }
        if (BaseUrl.status(plan.statusUrl()).orThrow().isLoopback()) {
            System.out.println();
            System.out.println(
                    "These certificates are good on this machine only, since they carry " + plan.statusUrl() + ".");
            System.out.println("For others begin again with --url https://… and --status-url http://….");
        }
    }

    static void describe(DataFolder folder, Founding.Plan plan, Founding.Result made) {
        System.out.println("The CA of " + plan.company().name() + " is in " + folder.path() + ".");
        System.out.println();
        System.out.println("  Root        " + made.root().content().subject());
        System.out.println("  SHA-256     " + made.root().sha256().groups());
        System.out.println("  Issuing CA  " + made.issuing().content().subject());
        System.out.println("  For         " + String.join(", ", plan.domains()));
        System.out.println();
    }
}
