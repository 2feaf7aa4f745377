package org.signet.crypto.lint;

import java.util.Optional;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1UTCTime;
import org.bouncycastle.asn1.x509.Time;
import org.signet.crypto.x509.CertificateContent;

/** Dates are UTCTime until 2049 and GeneralizedTime after, in whole seconds of UTC. */
final class ValidityEncoding implements LintRule {
    @Override
    public String citation() {
        return "RFC 5280 §4.1.2.5";
    }

    @Override
    public boolean appliesTo(CertificateContent certificate, CertificateKind kind) {
        return true;
    }

    @Override
    public Optional<String> problem(CertificateContent certificate) {
        return right(certificate.asn1().getStartDate())
                        && right(certificate.asn1().getEndDate())
                ? Optional.empty()
                : Optional.of("A date of the validity is not encoded as its year demands.");
    }

    private static boolean right(Time time) {
        ASN1Primitive encoded = time.toASN1Primitive();
        if (encoded instanceof ASN1UTCTime utc) {
            return utc.getTime().length() == "yyMMddHHmmssGMT+00:00".length();
        }
        // 15 characters: yyyyMMddHHmmssZ, no fraction.
        return encoded instanceof ASN1GeneralizedTime general
                && general.getTimeString().length() == 15
                && general.getTimeString().endsWith("Z")
                && general.getTimeString().compareTo("2050") >= 0;
    }
}
