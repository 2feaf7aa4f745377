package org.signet.crypto.lint;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.signet.crypto.x509.CertificateContent;

/** Name constraints stand in a CA's certificate; a permitted mail domain stands there as host and with a dot before it as all
 * its sub-domains, since neither form means the other. */
final class NameConstraintForm implements LintRule {
    @Override
    public String citation() {
        return "RFC 5280 §4.2.1.10; S/MIME BR §7.1.5";
    }

    @Override
    public boolean appliesTo(CertificateContent certificate, CertificateKind kind) {
        return true;
    }

    @Override
    public Optional<String> problem(CertificateContent certificate) {
        Optional<NameConstraints> constraints =
                certificate.extensionValue(Extension.nameConstraints).map(NameConstraints::getInstance);
        if (constraints.isEmpty()) {
            return Optional.empty();
        }
        if (!certificate.isCa()) {
            return Optional.of("Name constraints stand in a certificate that is no CA's.");
        }
        GeneralSubtree[] permitted = constraints.get().getPermittedSubtrees();
        if (permitted == null && constraints.get().getExcludedSubtrees() == null) {
            return Optional.of("The name constraints are empty.");
        }
        return permitted == null || pairs(permitted)
                ? Optional.empty()
                : Optional.of("A permitted mail domain is not there both as host and with a dot before it.");
    }

    private static boolean pairs(GeneralSubtree[] permitted) {
        Set<String> domains = Arrays.stream(permitted)
                .map(GeneralSubtree::getBase)
                .filter(base -> base.getTagNo() == GeneralName.rfc822Name)
                .map(Mailboxes::text)
                .collect(Collectors.toSet());
        return domains.stream()
                .allMatch(domain -> !domain.isEmpty()
                        && !domain.contains("@")
                        && domains.contains(domain.startsWith(".") ? domain.substring(1) : "." + domain));
    }
}
