package org.signet.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.signet.crypto.lint.Lint;
import org.signet.crypto.lint.Rule;
import org.signet.crypto.lint.crl.CrlLint;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.Crl;
import org.signet.crypto.x509.Pem;
import org.signet.edge.json.Json;
import org.signet.model.Finding;
import org.signet.model.Outcome;
import org.signet.model.Refusal;
import org.signet.model.RefusalCode;
import org.signet.model.Severity;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The rules on any certificate or CRL. */
@Command(
        name = "lint",
        description = {
            "Judge certificates and CRLs by the rules.",
            "They are those that stand before every signature. The files are PEM or DER."
        },
        footer = "Ends with 1 if there is an error, with 2 if a file cannot be read.",
        mixinStandardHelpOptions = true)
final class LintVerb implements Callable<Integer> {
    @ArgGroup(exclusive = true, multiplicity = "1")
    private What what;

    /** Files to judge, or the catalogue itself. */
    static final class What {
        @Parameters(paramLabel = "FILE", arity = "1..*", description = "Each with any number of certificates or CRLs.")
        private List<Path> files;

        @Option(names = "--rules", description = "Tell every rule, where it stands and since when it holds.")
        private boolean rules;
    }

    @Option(names = "--json", description = "One JSON array, for scripts.")
    private boolean json;

    /**
     * What was found in one certificate or CRL; the shape of {@code --json}.
     *
     * @param kind certificate or crl
     * @param serial serial number, or CRL number, in hexadecimal; empty for a CRL without one
     * @param subject whose certificate it is, or who issues the CRL
     */
    record Judged(String file, String kind, String serial, String subject, List<Finding> findings) {}

    /**
     * A rule, in the shape of {@code --rules --json}.
     *
     * @param kind of what it judges: certificate or crl
     * @param effective the day since which it holds, YYYY-MM-DD; what was signed before is not judged by it
     */
    record Entry(String kind, String code, Severity severity, String effective, String citation) {
        static Stream<Entry> all(String kind, List<? extends Rule> rules) {
            return rules.stream()
                    .map(rule -> new Entry(
                            kind, rule.code(), rule.severity(), rule.effective().toString(), rule.citation()));
        }
    }

    @Override
    public Integer call() {
        return what.rules ? rules() : judge(what.files);
    }

    private int rules() {
        List<Entry> all = Stream.concat(Entry.all("certificate", Lint.rules()), Entry.all("crl", CrlLint.rules()))
                .toList();
        if (json) {
            System.out.println(Json.writePretty(all));
        } else {
            all.forEach(rule -> System.out.printf(
                    "%-11s %-28s %-7s since %s  %s%n",
                    rule.kind(), rule.code(), rule.severity(), rule.effective(), rule.citation()));
        }
        return Main.DONE;
    }

    private int judge(List<Path> files) {
        List<Judged> all = new ArrayList<>();
        boolean unreadable = false;
        for (Path file : files) {
            Outcome<List<Judged>> judged = Input.readCrl(file).then(octets -> judge(file, octets));
            if (judged.isOk()) {
                all.addAll(judged.orThrow());
            } else {
                unreadable = true;
                String why = judged.refusal().detail();
                System.err.println("Not judged: " + (why.startsWith(file + " ") ? why : file + ". " + why));
            }
        }
        if (json) {
            System.out.println(Json.writePretty(all));
        } else {
            all.forEach(LintVerb::print);
        }
        if (unreadable) {
            return Main.WRONG_USE;
        }
        return all.stream().anyMatch(judged -> Lint.hasError(judged.findings())) ? Main.NO : Main.DONE;
    }

    /** Everything in a file: one certificate or CRL in DER, or any number of both in PEM, told apart by what they are. */
    private static Outcome<List<Judged>> judge(Path file, byte[] octets) {
        Outcome<List<Judged>> crls = Crl.parseFile(octets)
                .map(all -> all.stream().map(crl -> judged(file, crl)).toList());
        if (!Pem.isPem(octets)) {
            return crls.isOk() ? crls : certificates(file, octets).fold(Outcome::ok, LintVerb::neither);
        }
        boolean none = Pem.decodeAll(Pem.CERTIFICATE, new String(octets, StandardCharsets.ISO_8859_1))
                .isEmpty();
        Outcome<List<Judged>> certificates = none ? Outcome.ok(List.of()) : certificates(file, octets);
        return certificates.then(first -> crls.then(second -> both(first, second)));
    }

    private static Outcome<List<Judged>> certificates(Path file, byte[] octets) {
        return Certificate.parseFile(octets)
                .map(all -> all.stream()
                        .map(certificate -> judged(file, certificate))
                        .toList());
    }

    private static Outcome<List<Judged>> neither(Refusal refusal) {
        return Outcome.refused(refusal.code(), refusal.detail() + " Nor is it a CRL.");
    }

    private static Outcome<List<Judged>> both(List<Judged> certificates, List<Judged> crls) {
        List<Judged> all = Stream.concat(certificates.stream(), crls.stream()).toList();
        return all.isEmpty()
                ? Outcome.refused(
                        RefusalCode.BAD_INPUT,
                        "There is neither a certificate nor a CRL in this file; give one in PEM or DER.")
                : Outcome.ok(all);
    }

    private static Judged judged(Path file, Certificate certificate) {
        var content = certificate.content();
        return new Judged(file.toString(), "certificate", content.serialText(), content.subject(), Lint.check(content));
    }

    private static Judged judged(Path file, Crl crl) {
        var content = crl.content();
        String number = content.number().map(n -> n.toString(16)).orElse("");
        return new Judged(file.toString(), "crl", number, content.issuer(), CrlLint.check(content));
    }

    private static void print(Judged judged) {
        System.out.println(judged.file() + ": " + (judged.kind().equals("crl") ? "CRL " : "") + judged.serial() + " "
                + judged.subject());
        if (judged.findings().isEmpty()) {
            System.out.println("  nothing to say");
        }
        judged.findings().forEach(finding -> System.out.println("  " + finding));
    }
}
