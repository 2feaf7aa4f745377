package org.signet.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.signet.app.Signet;
import org.signet.app.bulk.BulkIssuance;
import org.signet.app.bulk.BulkReport;
import org.signet.app.bulk.PeopleFile;
import org.signet.ca.profile.Profile;
import org.signet.crypto.keys.files.WholeFile;
import org.signet.edge.json.Json;
import org.signet.model.KeyUse;
import picocli.CommandLine.Option;

/** The options of {@code issue --bulk}, and what they do. */
final class BulkOptions {
    @Option(
            names = "--bulk",
            paramLabel = "FILE.csv",
            description =
                    "A table of people: CSV with a header of email, name, given_name, surname, pseudonym, csr, profile, use, out; all but email may be left out. A row with a csr is certified into --out, a folder here; without one the person is mailed a link to make a key. Run it again to go on after it was stopped.")
    private Path file;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "With --bulk: write the report to this file, as JSON.")
    private Path report;

    @Option(names = "--json", description = "With --bulk: print the report as JSON.")
    private boolean json;

    @Option(
            names = "--language",
            paramLabel = "en|de",
            defaultValue = "en",
            description = "With --bulk: of the mailed links; en by default.")
    private Language language;

    enum Language {
        EN,
        DE
    }

    Optional<Path> file() {
        return Optional.ofNullable(file);
    }

    int run(Signet signet, PeopleFile people, Profile profile, KeyUse use, Optional<Path> out) {
        Output.check(report);
        if (people.has(PeopleFile.Column.CSR)) {
            signet.openIssuingKey().orThrow();
        }
        BulkIssuance.Settings settings = new BulkIssuance.Settings(
                out, profile, use, language.name().toLowerCase(Locale.ROOT), DataOption.operator());
        Progress progress = new Progress(Math.max(1, people.rows()));
        BulkReport result;
        try {
            result = new BulkIssuance(signet.operatorIssuance(), signet.invitations(), signet.profiles(), settings)
                    .run(people, done -> progress.at(done, done + " of " + people.rows() + " rows"));
        } finally {
            progress.end();
        }
        tell(result);
        return result.refused().isEmpty() ? Main.DONE : Main.NO;
    }

    private void tell(BulkReport result) {
        if (report != null) {
            WholeFile.write(report, (Json.writePretty(result) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        if (json) {
            System.out.println(Json.writePretty(result));
            return;
        }
        result.refused()
                .forEach(row -> System.out.println("line " + row.line() + ", " + row.email() + ": " + row.detail()));
        System.out.printf(
                Locale.ROOT,
                "%,d rows: %,d issued, %,d issued before, %,d invited, %,d invited before, %,d refused.%n",
                result.rows(),
                result.issued(),
                result.issuedBefore(),
                result.invited(),
                result.invitedBefore(),
                result.refused().size());
    }
}
