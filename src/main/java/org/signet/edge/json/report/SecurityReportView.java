package org.signet.edge.json.report;

import java.time.Instant;
import java.util.List;
import org.signet.crypto.smime.report.HeaderReport;
import org.signet.crypto.smime.report.Part;
import org.signet.crypto.smime.report.SecurityReport;
import org.signet.crypto.smime.report.SenderReport;
import org.signet.crypto.smime.report.Verdicts;
import org.signet.crypto.smime.report.Warning;

/**
 * What the protection of a message or file is worth, in JSON. The order of everything is that of the message, so that two runs differ
 * only in times.
 *
 * @param verdicts each {@code good}, {@code bad}, {@code unknown} or {@code none}
 * @param protection {@code none}, {@code signed}, {@code encrypted} or {@code signed+encrypted}; a signature that fails is none
 * @param kind {@code mail} or {@code file}
 * @param layers from the outside in
 * @param headers of a message: the fields that people see
 * @param parts of the content, by their place as in IMAP
 */
public record SecurityReportView(
        VerdictsView verdicts,
        String protection,
        String kind,
        SenderView sender,
        List<LayerView> layers,
        List<HeaderView> headers,
        List<PartView> parts,
        List<WarningView> warnings,
        Instant judgedAt,
        String software) {
    public SecurityReportView {
        layers = List.copyOf(layers);
        headers = List.copyOf(headers);
        parts = List.copyOf(parts);
        warnings = List.copyOf(warnings);
    }

    /** The four verdicts. */
    public record VerdictsView(String integrity, String authenticity, String trust, String freshness) {
        static VerdictsView of(Verdicts verdicts) {
            return new VerdictsView(
                    verdicts.integrity().text(),
                    verdicts.authenticity().text(),
                    verdicts.trust().text(),
                    verdicts.freshness().text());
        }
    }

    /**
     * @param result {@code match}, {@code match-of-sender}, {@code mismatch}, {@code no-address} or {@code not-asked}
     * @param from the addresses that From names
     * @param certificate those that the certificate names
     */
    public record SenderView(String result, List<String> from, List<String> certificate) {
        public SenderView {
            from = List.copyOf(from);
            certificate = List.copyOf(certificate);
        }

        static SenderView of(SenderReport sender) {
            return new SenderView(
                    sender.result().text(),
                    sender.headers(),
                    sender.certificate().stream().map(Object::toString).toList());
        }
    }

    /**
     * @param state {@code unprotected}, {@code signed-only}, {@code encrypted-only} or {@code signed-and-encrypted}
     * @param outer what stands outside, if it is something else
     */
    public record HeaderView(String name, String value, String state, String outer) {
        static HeaderView of(HeaderReport header) {
            return new HeaderView(
                    header.name(),
                    header.value(),
                    header.state().text(),
                    header.outer().isEmpty() ? null : header.outer());
        }
    }

    /** @param errant media type of a signed or encrypted part that protects only itself; absent for others */
    public record PartView(String path, String mediaType, boolean covered, String errant) {
        static PartView of(Part part) {
            return new PartView(
                    part.path(), part.mediaType(), part.covered(), part.errant().isEmpty() ? null : part.errant());
        }
    }

    /**
     * @param code stable name
     * @param text one English sentence or two
     */
    public record WarningView(String code, String text) {
        static WarningView of(Warning warning) {
            return new WarningView(warning.code(), warning.text());
        }
    }

    /** @param software name and version of the program that judged */
    public static SecurityReportView of(SecurityReport report, String software) {
        return new SecurityReportView(
                VerdictsView.of(report.verdicts()),
                report.protection().text(),
                report.mail() ? "mail" : "file",
                SenderView.of(report.sender()),
                report.layers().stream()
                        .map(layer -> LayerView.of(layer, report.at()))
                        .toList(),
                report.headers().stream().map(HeaderView::of).toList(),
                report.parts().stream().map(PartView::of).toList(),
                report.warnings().stream().map(WarningView::of).toList(),
                report.at(),
                software);
    }
}
