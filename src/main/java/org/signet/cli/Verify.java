package org.signet.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.signet.app.Signet;
import org.signet.ca.messaging.Harvest;
import org.signet.ca.messaging.MessageEngine.Operation;
import org.signet.crypto.smime.reading.Opened;
import org.signet.crypto.smime.reading.Plaintext;
import org.signet.crypto.smime.report.SecurityReport;
import org.signet.crypto.smime.report.Verdict;
import org.signet.crypto.smime.report.Verdicts;
import org.signet.edge.json.Json;
import org.signet.edge.json.report.SecurityReportView;
import org.signet.edge.json.report.VerdictsOnly;
import org.signet.model.Printable;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;
import org.signet.model.StoredOctets;
import org.signet.model.Unavailable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whether a message or file is signed, by whom, and whether that is to be believed. */
@Command(
        name = "verify",
        description = {
            "Tell who signed a message or file, and whether it holds.",
            "Four verdicts: integrity, authenticity, trust and freshness, each good, bad, unknown or none."
        },
        footer = {
            "Ends with 0 if the first three are good, the sender is the one of the certificate and nothing is known to be",
            "revoked; with 1 if not; with 2 if it cannot be read."
        },
        mixinStandardHelpOptions = true)
final class Verify implements Callable<Integer> {
    @Mixin
    private final ReadingOptions reading = new ReadingOptions();

    @Option(
            names = "--harvest",
            description =
                    "Keep the signer's certificate in the CA's folder if the verdicts are good, so that it can be written to.")
    private boolean harvest;

    @Option(
            names = "--require-fresh",
            description = "Also end with 1 if it is not known whether a certificate was revoked.")
    private boolean requireFresh;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description =
                    "Write the content to this file if the verdicts are good: a message without its layers, or the file that was inside.")
    private Path out;

    @Option(names = "--json", description = "The whole report as JSON, for scripts.")
    private boolean json;

    @Mixin
    private EngineOption engine;

    @Override
    public Integer call() {
        Output.check(out);
        try (reading) {
            StoredOctets octets = reading.input().octets();
            if (engine.given()) {
                boolean mail = reading.input().isMail(octets);
                return engine.with(
                        Operation.VERIFY, mail, other -> other.verify(octets, EngineOption.form(mail)), this::tell);
            }
            return reading.use(octets, (opened, signet) -> {
                int code = tell(opened.report());
                if (out != null && code == Main.DONE) {
                    release(opened, octets);
                }
                if (harvest) {
                    harvest(opened, signet);
                }
                return code;
            });
        }
    }

    private void release(Opened opened, StoredOctets octets) {
        try {
            Plaintext content = Plaintext.of(opened, opened.report().mail() ? Optional.of(octets) : Optional.empty());
            content.writeTo(out);
        } catch (IOException e) {
            throw new Unavailable("cannot write " + out + ": " + e.getMessage(), e);
        }
    }

    /** Kept are only certificates of a message that is what it seems. */
    private void harvest(Opened opened, Signet signet) {
        if (signet == null) {
            throw new RefusedException(
                    RefusalCode.BAD_INPUT, "There is no CA's folder to keep certificates in; name it with --data DIR.");
        }
        if (!opened.report().isGood()) {
            System.err.println("No certificate was kept, since the verdicts are not good.");
            return;
        }
        String source = reading.input().name().orElse("standard input");
        signet.addressBook()
                .contacts()
                .take(Harvest.of(opened).orThrow(), source, DataOption.operator())
                .forEach(each -> each.run(
                        kept -> System.err.println("Kept to write to: "
                                + Printable.of(kept.certificate().toString())),
                        refusal -> System.err.println(refusal.detail())));
    }

    /** What another engine says. */
    private int tell(Verdicts verdicts) {
        if (json) {
            System.out.println(Json.writePretty(VerdictsOnly.of(verdicts)));
        } else {
            new VerdictText(verdicts, System.out::println).print();
        }
        return code(verdicts.areGood(), verdicts);
    }

    private int tell(SecurityReport report) {
        if (json) {
            System.out.println(Json.writePretty(SecurityReportView.of(report, Main.software())));
        } else {
            new ReportText(report, System.out::println).print();
        }
        return code(report.isGood(), report.verdicts());
    }

    private int code(boolean good, Verdicts verdicts) {
        return good && (!requireFresh || verdicts.freshness() == Verdict.GOOD) ? Main.DONE : Main.NO;
    }
}
