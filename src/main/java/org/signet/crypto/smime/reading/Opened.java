package org.signet.crypto.smime.reading;

import java.util.List;
import org.signet.crypto.smime.report.SecurityReport;
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
}
