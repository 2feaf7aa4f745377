package org.signet.crypto.lint;

import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.Extension;
import org.signet.crypto.x509.CertificateContent;

/** Where the issuer's certificate lies is told by plain HTTP, not critical: TLS to fetch it would go in circles. */
final class IssuerAccess implements LintRule {
    @Override
    public String citation() {
        return "RFC 5280 §4.2.2.1, §8; S/MIME BR §7.1.2.2 c, §7.1.2.3 c";
    }

    @Override
    public boolean appliesTo(CertificateContent certificate, CertificateKind kind) {
        return kind == CertificateKind.ISSUING_CA || kind == CertificateKind.MAILBOX;
    }

    @Override
    public Optional<String> problem(CertificateContent certificate) {
        if (certificate
                .extension(Extension.authorityInfoAccess)
                .filter(e -> !e.isCritical())
                .isEmpty()) {
            return Optional.of("authorityInfoAccess must be there and not critical.");
        }
        AccessDescription[] ways = certificate
                .extensionValue(Extension.authorityInfoAccess)
                .map(value -> AuthorityInformationAccess.getInstance(value).getAccessDescriptions())
                .orElseThrow();
        boolean issuers =
                Arrays.stream(ways).anyMatch(way -> way.getAccessMethod().equals(AccessDescription.id_ad_caIssuers));
        return issuers && Arrays.stream(ways).allMatch(way -> HttpAddress.isPlain(way.getAccessLocation()))
                ? Optional.empty()
                : Optional.of("authorityInfoAccess must hold caIssuers, and http URLs only.");
    }
}
