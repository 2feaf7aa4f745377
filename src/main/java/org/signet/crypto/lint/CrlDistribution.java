package org.signet.crypto.lint;

import java.util.Optional;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.signet.crypto.x509.CertificateContent;

/** Below the root, one plain HTTP address says where the issuer's CRL lies; an OCSP responder is not looked up. */
final class CrlDistribution implements LintRule {
    @Override
    public String citation() {
        return "S/MIME BR §7.1.2.2 b, §7.1.2.3 b; RFC 5280 §4.2.1.13";
    }

    @Override
    public boolean appliesTo(CertificateContent certificate, CertificateKind kind) {
        return kind == CertificateKind.ISSUING_CA || kind == CertificateKind.MAILBOX;
    }

    @Override
    public Optional<String> problem(CertificateContent certificate) {
        Optional<CRLDistPoint> points =
                certificate.extensionValue(Extension.cRLDistributionPoints).map(CRLDistPoint::getInstance);
        if (points.isEmpty()) {
            return Optional.of("There are no cRLDistributionPoints.");
        }
        DistributionPoint[] all = points.get().getDistributionPoints();
        return all.length == 1 && wellFormed(all[0])
                ? Optional.empty()
                : Optional.of("cRLDistributionPoints are not one http URI for all reasons.");
    }

    private static boolean wellFormed(DistributionPoint point) {
        DistributionPointName name = point.getDistributionPoint();
        if (name == null
                || name.getType() != DistributionPointName.FULL_NAME
                || point.getReasons() != null
                || point.getCRLIssuer() != null) {
            return false;
        }
        var names = GeneralNames.getInstance(name.getName()).getNames();
        return names.length == 1 && HttpAddress.isPlain(names[0]);
    }
}
