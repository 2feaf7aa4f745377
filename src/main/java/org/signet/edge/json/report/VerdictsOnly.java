package org.signet.edge.json.report;

import java.util.Arrays;
import java.util.Optional;
import org.signet.crypto.smime.report.Verdict;
import org.signet.crypto.smime.report.Verdicts;
import org.signet.edge.json.report.SecurityReportView.VerdictsView;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;

/** Of another engine's report what must be there; whatever else is in it is passed over. */
public record VerdictsOnly(VerdictsView verdicts) {

    public static VerdictsOnly of(Verdicts verdicts) {
        return new VerdictsOnly(VerdictsView.of(verdicts));
    }

    /** The four verdicts; refused if one is missing or no word of ours. */
    public Outcome<Verdicts> read() {
        if (verdicts == null) {
            return Outcome.refused(RefusalCode.BAD_INPUT, "it lacks \"verdicts\".");
        }
        Optional<Verdict> integrity = verdict(verdicts.integrity());
        Optional<Verdict> authenticity = verdict(verdicts.authenticity());
        Optional<Verdict> trust = verdict(verdicts.trust());
        Optional<Verdict> freshness = verdict(verdicts.freshness());
        return integrity.isPresent() && authenticity.isPresent() && trust.isPresent() && freshness.isPresent()
                ? Outcome.ok(new Verdicts(integrity.get(), authenticity.get(), trust.get(), freshness.get()))
                : Outcome.refused(
                        RefusalCode.BAD_INPUT,
                        "integrity, authenticity, trust and freshness are each good, bad, unknown or none.");
    }

    private static Optional<Verdict> verdict(String text) {
        return Arrays.stream(Verdict.values())
                .filter(v -> v.text().equals(text))
                .findFirst();
    }
}
