package org.signet.crypto.lint.crl;

import java.util.Optional;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.signet.crypto.x509.CrlContent;

/** An issuingDistributionPoint says something, names one kind of certificates at most, and none of attribute certificates. */
final class CrlIssuingPoint implements CrlRule {
    @Override
    public String citation() {
        return "RFC 5280 §5.2.5";
    }

    @Override
    public Optional<String> problem(CrlContent crl) {
        return crl.extension(Extension.issuingDistributionPoint)
                .map(extension -> IssuingDistributionPoint.getInstance(extension.getParsedValue()))
                .flatMap(CrlIssuingPoint::problem);
    }

    private static Optional<String> problem(IssuingDistributionPoint point) {
        if (point.onlyContainsAttributeCerts()) {
            return Optional.of("issuingDistributionPoint must not be about attribute certificates.");
        }
        if (point.onlyContainsUserCerts() && point.onlyContainsCACerts()) {
            return Optional.of("issuingDistributionPoint says both: people's certificates alone and CAs' alone.");
        }
        boolean empty = point.getDistributionPoint() == null
                && point.getOnlySomeReasons() == null
                && !point.onlyContainsUserCerts()
                && !point.onlyContainsCACerts()
                && !point.isIndirectCRL();
        return empty ? Optional.of("issuingDistributionPoint says nothing.") : Optional.empty();
    }
}
