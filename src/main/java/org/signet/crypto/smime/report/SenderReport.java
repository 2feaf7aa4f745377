package org.signet.crypto.smime.report;

import java.util.List;
import org.signet.model.EmailAddress;

/**
 * Whether the message says to come from whom the certificate names (RFC 8550 §3).
 *
 * @param headers the addresses of From, and of Sender if one of those matched
 * @param certificate the addresses that the certificate names
 */
public record SenderReport(Result result, List<String> headers, List<EmailAddress> certificate) {
    public SenderReport {
        headers = List.copyOf(headers);
        certificate = List.copyOf(certificate);
    }

    /** What the comparison came to. */
    public enum Result {
        MATCH,
        /** An address of Sender is in the certificate, none of From. */
        MATCH_OF_SENDER,
        MISMATCH,
        /** The certificate names no address. */
        NO_ADDRESS,
        /** There is no From, or no signature. */
        NOT_ASKED;

        public String text() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    public static final SenderReport NOT_ASKED = new SenderReport(Result.NOT_ASKED, List.of(), List.of());

    /** True if nothing speaks against the sender. */
    public boolean isGood() {
        return result == Result.MATCH || result == Result.MATCH_OF_SENDER || result == Result.NOT_ASKED;
    }
}
