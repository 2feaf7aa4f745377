package org.signet.crypto.lint.crl;

import java.util.Optional;
import org.bouncycastle.asn1.x509.Time;
import org.signet.crypto.lint.TimeForm;
import org.signet.crypto.x509.CrlContent;

/** Both dates are UTCTime until 2049 and GeneralizedTime later, in seconds, in Greenwich time. */
final class CrlTimes implements CrlRule {
    @Override
    public String citation() {
        return "RFC 5280 §5.1.2.4, §5.1.2.5";
    }

    @Override
    public Optional<String> problem(CrlContent crl) {
        Time next = crl.asn1().getNextUpdate();
        return TimeForm.isRight(crl.asn1().getThisUpdate()) && (next == null || TimeForm.isRight(next))
                ? Optional.empty()
                : Optional.of("thisUpdate or nextUpdate is not UTCTime up to 2049 or GeneralizedTime from 2050 on, in"
                        + " seconds and with Z.");
    }
}
