package org.signet.edge.web.message;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.signet.crypto.smime.reading.Opened;
import org.signet.crypto.smime.report.HeaderReport;
import org.signet.crypto.smime.report.Layer;
import org.signet.crypto.smime.report.SecurityReport;
import org.signet.crypto.smime.report.SignerReport;
import org.signet.crypto.smime.report.Verdict;
import org.signet.crypto.smime.report.Warning;

/**
 * A message as its reader sees it.
 *
 * @param seal of the signature
 * @param lock of the encryption
 * @param readable whether the content was reached
 */
public record MessageView(
        SecurityReport report,
        Seal seal,
        Lock lock,
        List<SignerReport> signers,
        List<Layer.Encrypted> encryptions,
        List<HeaderReport> headers,
        List<Warning> warnings,
        boolean readable,
        MessageText text) {

    /** What the seal looks like. */
    public enum Seal {
        GOOD,
        /** Signed, but something speaks against believing it. */
        DOUBT,
        /** Broken: somebody changed the message. */
        BROKEN,
        /** Not known: what was opened is not signed, and what stays closed may be. */
        HIDDEN,
        NONE;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What the padlock looks like. */
    public enum Lock {
        CLOSED,
        /** Encrypted, but so that somebody could read or change it. */
        WEAK,
        /** Encrypted, and not to be opened with the keys at hand. */
        SHUT,
        NONE;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Reads the text of what was opened; what stays closed has none. */
    public static MessageView of(Opened opened) throws IOException {
        SecurityReport report = opened.report();
        List<SignerReport> signers = report.layers().stream()
                .filter(Layer.Signed.class::isInstance)
                .flatMap(layer -> ((Layer.Signed) layer).signers().stream())
                .toList();
        List<Layer.Encrypted> encryptions = report.layers().stream()
                .filter(Layer.Encrypted.class::isInstance)
                .map(Layer.Encrypted.class::cast)
                .toList();
        Lock lock = lock(report, encryptions);
        return new MessageView(
                report,
                seal(report, signers, lock),
                lock,
                signers,
                encryptions,
                report.headers(),
                report.warnings(),
                opened.reached(),
                opened.reached()
                        ? MessageText.of(opened.payload(), report.protection().isEncrypted())
                        : MessageText.nothing());
    }

    private static Seal seal(SecurityReport report, List<SignerReport> signers, Lock lock) {
        if (report.verdicts().integrity() == Verdict.BAD) {
            return Seal.BROKEN;
        }
        if (signers.isEmpty()) {
            return lock == Lock.SHUT ? Seal.HIDDEN : Seal.NONE;
        }
        return report.isGood() ? Seal.GOOD : Seal.DOUBT;
    }

    private static Lock lock(SecurityReport report, List<Layer.Encrypted> encryptions) {
        if (encryptions.isEmpty()) {
            return Lock.NONE;
        }
        if (encryptions.stream().anyMatch(each -> each.opening() != Layer.Opening.OPENED)) {
            return Lock.SHUT;
        }
        boolean weak = report.warnings().stream()
                .map(Warning::code)
                .anyMatch(List.of("integrity-not-protected", "weak-cipher", "weak-key")::contains);
        return weak ? Lock.WEAK : Lock.CLOSED;
    }

    /** Whether the text may be seen only by whoever insists: somebody changed it. */
    public boolean isTampered() {
        return seal == Seal.BROKEN;
    }

    /** Key of the sentence that stands in place of the text; empty if there is a text. */
    public String without() {
        List<Layer> layers = report.layers();
        Layer last = layers.isEmpty() ? null : layers.get(layers.size() - 1);
        if (last instanceof Layer.Certificates) {
            return "show.certificates";
        }
        if (last != null && last.isReceipt()) {
            return "show.receipt";
        }
        if (readable) {
            return "";
        }
        return lock == Lock.SHUT ? "show.closed" : "show.unreadable";
    }

    /** Whose signature counts, as people name them; empty without a certificate. */
    public String signedBy() {
        return report.speaker().stream()
                .flatMap(signer -> signer.check().certificate().stream())
                .map(certificate -> certificate.content().allAddresses().stream()
                        .findFirst()
                        .map(Object::toString)
                        .orElse(certificate.content().shortName()))
                .findFirst()
                .orElse("");
    }
}
