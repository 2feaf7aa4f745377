package org.signet.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.signet.crypto.lint.Lint;
import org.signet.crypto.x509.Certificate;
import org.signet.edge.json.Json;
import org.signet.model.Finding;
import org.signet.model.Outcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The rules on any certificate. */
@Command(
        name = "lint",
        description = "Judge certificates (PEM or DER) by the rules that stand before every signature.",
        footer = "Ends with 1 if there is an error, with 2 if a file cannot be read.",
        mixinStandardHelpOptions = true)
final class LintVerb implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", arity = "1..*")
    private List<Path> files;

    @Option(names = "--json", description = "One JSON array, for scripts.")
    private boolean json;

    /** What was found in one certificate; the shape of {@code --json}. */
    record Judged(String file, String serial, String subject, List<Finding> findings) {}

    @Override
    public Integer call() {
        List<Judged> all = new ArrayList<>();
        boolean unreadable = false;
        for (Path file : files) {
            Outcome<List<Certificate>> certificates = Input.read(file).then(Certificate::parseFile);
            if (certificates.isOk()) {
                certificates.orThrow().forEach(certificate -> all.add(judge(file, certificate)));
            } else {
                unreadable = true;
                System.err.println(
                        "Not judged: " + file + ". " + certificates.refusal().detail());
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

    private static Judged judge(Path file, Certificate certificate) {
        var content = certificate.content();
        return new Judged(file.toString(), content.serial().hex(), content.subject(), Lint.check(content));
    }

    private static void print(Judged judged) {
        System.out.println(judged.file() + ": " + judged.serial() + " " + judged.subject());
        if (judged.findings().isEmpty()) {
            System.out.println("  nothing to say");
        }
        judged.findings().forEach(finding -> System.out.println("  " + finding));
    }
}
