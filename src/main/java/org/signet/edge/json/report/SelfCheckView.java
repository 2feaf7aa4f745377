package org.signet.edge.json.report;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.signet.ca.watch.Level;
import org.signet.ca.watch.Observation;
import org.signet.ca.watch.Round;

/**
 * What the self-check found.
 *
 * @param level the worst: {@code good}, {@code soon} or {@code broken}
 * @param at when the last check ended
 */
public record SelfCheckView(String level, Instant at, List<Finding> findings) {
    public SelfCheckView {
        findings = List.copyOf(findings);
    }

    /**
     * One thing that was looked at.
     *
     * @param check stable name of the check
     * @param about which of its things; empty if there is one only
     * @param code stable name of what was seen
     * @param what one sentence
     * @param advice what to do; empty if all is well
     */
    public record Finding(String check, String about, String level, String code, String what, String advice) {
        static Finding of(Observation seen) {
            return new Finding(
                    seen.subject().check(),
                    seen.subject().about(),
                    seen.level().text(),
                    seen.code(),
                    seen.what(),
                    seen.advice());
        }
    }

    public static SelfCheckView of(List<Round> rounds) {
        return new SelfCheckView(
                rounds.stream()
                        .map(Round::worst)
                        .max(Comparator.naturalOrder())
                        .orElse(Level.GOOD)
                        .text(),
                rounds.stream().map(Round::at).max(Comparator.naturalOrder()).orElseThrow(),
                rounds.stream()
                        .flatMap(round -> round.observations().stream())
                        .map(Finding::of)
                        .toList());
    }
}
