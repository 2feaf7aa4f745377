package org.signet.crypto.lint.crl;

import java.util.Optional;
import java.util.function.Function;
import org.bouncycastle.asn1.x509.TBSCertList.CRLEntry;
import org.signet.crypto.lint.TimeForm;
import org.signet.crypto.x509.CrlContent;

/** The date of a revocation is UTCTime until 2049 and GeneralizedTime later, in seconds, in Greenwich time. */
final class CrlEntryDate implements CrlEntryRule {
    @Override
    public String citation() {
        return "RFC 5280 §5.1.2.6, §5.1.2.4";
    }

    @Override
    public Function<CRLEntry, Optional<String>> look(CrlContent crl) {
        return entry -> TimeForm.isRight(entry.getRevocationDate())
                ? Optional.empty()
                : Optional.of(
                        "A revocationDate is not UTCTime up to 2049 or GeneralizedTime from 2050 on, in seconds and"
                                + " with Z.");
    }
}
