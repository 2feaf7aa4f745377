package org.signet.crypto.smime.reading;

import java.util.List;
import java.util.Optional;
import org.signet.crypto.smime.cms.CertificateReference;
import org.signet.crypto.smime.report.Layer;
import org.signet.crypto.smime.report.SecurityReport;
import org.signet.crypto.smime.report.SignerReport;
import org.signet.crypto.smime.report.Verdict;
import org.signet.crypto.x509.Certificate;
import org.signet.model.EmailAddress;

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

    /** Certificates that can be written back to: of each whose signature holds the one that it prefers among those that came along. */
    public List<Certificate> senders() {
        return report.signature().stream()
                .flatMap(layer -> layer.best().stream())
                .filter(SignerReport::holds)
                .flatMap(signer -> sender(signer).stream())
                .distinct()
                .toList();
    }

    private Optional<Certificate> sender(SignerReport signer) {
        Optional<CertificateReference> preferred =
                signer.check().info().attributes().flatMap(attributes -> attributes.keyPreference());
        return preferred
                .flatMap(reference -> seen.stream().filter(reference::fits).findFirst())
                .or(() -> signer.check().certificate())
                .filter(certificate -> EmailAddress.sameMailboxes(
                        certificate.content().addresses(),
                        signer.check().certificate().orElseThrow().content().addresses()));
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
