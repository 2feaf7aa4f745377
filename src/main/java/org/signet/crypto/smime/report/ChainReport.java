package org.signet.crypto.smime.report;

import java.util.List;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.revocation.RevocationStatus;

/**
 * Whether a signer's certificate leads to an anchor, and what is known of revocation on the way.
 *
 * @param now whether its path holds today; {@link Verdict#UNKNOWN} if no anchor was given
 * @param then whether it held when it was signed, as the signer says; {@link Verdict#NONE} if that was not asked
 * @param path from the certificate to the anchor; empty if none holds
 * @param why the reason if none holds, a sentence; may hold text of certificates
 * @param statuses of each certificate of the path but the anchor
 */
public record ChainReport(
        Verdict now,
        Verdict then,
        List<Certificate> path,
        String why,
        List<RevocationStatus> statuses,
        Verdict freshness) {
    public ChainReport {
        path = List.copyOf(path);
        statuses = List.copyOf(statuses);
    }

    /** Of a signer whose certificate is not there, or no anchor. */
    public static ChainReport unknown(String why) {
        return new ChainReport(Verdict.UNKNOWN, Verdict.NONE, List.of(), why, List.of(), Verdict.UNKNOWN);
    }
}
