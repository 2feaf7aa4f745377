package org.signet.crypto.lint;

import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.signet.crypto.x509.CertificateContent;

/** The CRL's address is there, plain HTTP, and not critical. */
final class CrlDistribution implements LintRule {
    @Override
    public String citation() {
        return "RFC 5280 §4.2.1.13; S/MIME BR §7.1.2.3 b";
    }

    @Override
    public boolean appliesTo(CertificateContent certificate, CertificateKind kind) {
        return kind != CertificateKind.ROOT;
    }

    @Override
    public Optional<String> problem(CertificateContent certificate) {
        Optional<Extension> extension = certificate.extension(Extension.cRLDistributionPoints);
        if (extension.isEmpty() || extension.get().isCritical()) {
            return Optional.of("cRLDistributionPoints must be there and not critical.");
        }
        DistributionPoint[] points =
                CRLDistPoint.getInstance(extension.get().getParsedValue()).getDistributionPoints();
        return points.length > 0 && Arrays.stream(points).allMatch(CrlDistribution::plainHttp)
                ? Optional.empty()
                : Optional.of("The CRL's address must be one http URL.");
    }

    private static boolean plainHttp(DistributionPoint point) {
        DistributionPointName name = point.getDistributionPoint();
        return name != null
                && name.getType() == DistributionPointName.FULL_NAME
                && Arrays.stream(GeneralNames.getInstance(name.getName()).getNames())
                        .allMatch(uri -> uri.getTagNo() == GeneralName.uniformResourceIdentifier
                                && uri.getName().toString().startsWith("http://"));
    }
}
