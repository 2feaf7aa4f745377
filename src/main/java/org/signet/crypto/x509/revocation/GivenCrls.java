package org.signet.crypto.x509.revocation;

import java.time.Instant;
import java.util.List;
import org.signet.crypto.x509.PathValidation.TrustedPath;

/** What CRLs say that are at hand, complete ones and deltas of any CAs. */
public final class GivenCrls implements RevocationSource {
    private final List<StoredCrl> crls;

    public GivenCrls(List<StoredCrl> crls) {
        this.crls = List.copyOf(crls);
    }

    @Override
    public RevocationStatus status(TrustedPath path, int place, Instant at) {
        return new CrlJudgement(path, place, at).of(crls);
    }
}
