package org.signet.crypto.smime.reading;

import java.util.List;
import java.util.Optional;
import org.signet.crypto.smime.report.Layer;
import org.signet.crypto.smime.report.SecurityReport;
import org.signet.crypto.smime.report.Verdict;
import org.signet.crypto.x509.Certificate;

/**
 * A message or file that was read.
 *
 * @param payload what is inside the last layer that could be opened
 * @param reached whether that is the content, not a layer that stays closed
 * @param seen certificates that came along
 */
public record Opened(SecurityReport report, Payload payload, boolean reached, List<Certificate> seen) {
    public Opened {
        seen = List.copyOf(seen);
    }

    /** Why its content is not released (a sentence): it is not encrypted, stays closed, or a signature inside is wrong. */
    public Optional<String> objectionToRelease() {
        List<Layer> layers = report.layers();
        if (layers.stream().noneMatch(Layer.Encrypted.class::isInstance)) {
            return Optional.of("Nothing in it is encrypted; `signet verify` reads it.");
        }
        if (!reached) {
            return Optional.of("Nothing was written: it could not be opened.");
        }
        boolean inside = false;
        for (Layer layer : layers) {
            inside |= layer instanceof Layer.Encrypted;
            if (inside
                    && layer instanceof Layer.Signed signed
                    && signed.verdicts().integrity() == Verdict.BAD) {
                return Optional.of("Nothing was written: the signature inside is wrong.");
            }
        }
        return Optional.empty();
    }
}
