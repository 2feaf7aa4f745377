package org.signet.crypto.x509.revocation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.Extension;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.UriNames;

/** Where certificates and CRLs say that their status is to be had: http and https only, and no more than a few. */
final class StatusAddresses {
    private static final int MOST = 8;

    private StatusAddresses() {}

    /** Its OCSP responders (RFC 5280 §4.2.2.1). */
    static List<String> responders(Certificate certificate) {
        return few(ofTheWeb(certificate.ocspUrls()));
    }

    /** For each of its CRL distribution points (§4.2.1.13), addresses of the same CRL. */
    static List<List<String>> points(Certificate certificate) {
        return points(certificate.content().extensionValue(Extension.cRLDistributionPoints));
    }

    /** The same of the delta CRLs to it (§4.2.1.15). */
    static List<List<String>> freshest(Certificate certificate) {
        return points(certificate.content().extensionValue(Extension.freshestCRL));
    }

    /** The same of the delta CRLs to a complete one (§5.2.6). */
    static List<List<String>> freshest(StoredCrl crl) {
        return points(crl.extension(Extension.freshestCRL)
                .map(extension -> extension.getParsedValue().toASN1Primitive()));
    }

    private static List<List<String>> points(Optional<ASN1Primitive> extension) {
        List<List<String>> points = new ArrayList<>();
        extension.map(CRLDistPoint::getInstance).ifPresent(all -> {
            for (DistributionPoint point : all.getDistributionPoints()) {
                points.add(few(ofTheWeb(UriNames.of(point.getDistributionPoint()))));
            }
        });
        points.removeIf(List::isEmpty);
        return few(points);
    }

    private static List<String> ofTheWeb(List<String> urls) {
        return urls.stream()
                .filter(url -> url.regionMatches(true, 0, "http:", 0, 5) || url.regionMatches(true, 0, "https:", 0, 6))
                .toList();
    }

    private static <T> List<T> few(List<T> all) {
        return List.copyOf(all.subList(0, Math.min(MOST, all.size())));
    }
}
