package org.signet.crypto.x509.revocation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.signet.crypto.x509.Certificate;

/** Where certificates and CRLs say that their status is to be had: http and https only, and no more than a few. */
final class StatusAddresses {
    private static final int MOST = 8;

    private StatusAddresses() {}

    /** Its OCSP responders (RFC 5280 §4.2.2.1). */
    static List<String> responders(Certificate certificate) {
        List<String> urls = new ArrayList<>();
        certificate
                .content()
                .extensionValue(Extension.authorityInfoAccess)
                .map(AuthorityInformationAccess::getInstance)
                .ifPresent(access -> {
                    for (AccessDescription each : access.getAccessDescriptions()) {
                        if (each.getAccessMethod().equals(AccessDescription.id_ad_ocsp)) {
                            url(each.getAccessLocation()).ifPresent(urls::add);
                        }
                    }
                });
        return few(urls);
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
                points.add(urls(point.getDistributionPoint()));
            }
        });
        points.removeIf(List::isEmpty);
        return few(points);
    }

    private static List<String> urls(DistributionPointName name) {
        List<String> urls = new ArrayList<>();
        if (name != null && name.getType() == DistributionPointName.FULL_NAME) {
            for (GeneralName each : GeneralNames.getInstance(name.getName()).getNames()) {
                url(each).ifPresent(urls::add);
            }
        }
        return few(urls);
    }

    private static Optional<String> url(GeneralName name) {
        if (name.getTagNo() != GeneralName.uniformResourceIdentifier) {
            return Optional.empty();
        }
        String url = ASN1IA5String.getInstance(name.getName()).getString();
        String scheme = url.substring(0, Math.max(0, url.indexOf(':'))).toLowerCase(Locale.ROOT);
        return scheme.equals("http") || scheme.equals("https") ? Optional.of(url) : Optional.empty();
    }

    private static <T> List<T> few(List<T> all) {
        return List.copyOf(all.subList(0, Math.min(MOST, all.size())));
    }
}
