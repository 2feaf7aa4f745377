package org.signet.cli;

import java.util.function.Consumer;
import org.signet.crypto.smime.report.Verdicts;

/** The four verdicts as lines of text. */
record VerdictText(Verdicts verdicts, Consumer<String> out) {
    void print() {
        line("integrity", verdicts.integrity().text());
        line("authenticity", verdicts.authenticity().text());
        line("trust", verdicts.trust().text());
        line("freshness", verdicts.freshness().text());
    }

    private void line(String label, String text) {
        out.accept(String.format("%-13s %s", label, text));
    }
}
