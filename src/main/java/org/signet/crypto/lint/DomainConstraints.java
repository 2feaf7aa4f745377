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
import org.signet.model.Severity;

/** An issuing CA is limited to the company's domains, each as host and with its sub-domains. */
final class DomainConstraints implements LintRule {
    @Override
    public String citation() {
        return "S/MIME BR §7.1.5; RFC 5280 §4.2.1.10";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public boolean appliesTo(CertificateContent certificate, CertificateKind kind) {
        return kind == CertificateKind.ISSUING_CA;
    }

    @Override
    public Optional<String> problem(CertificateContent certificate) {
        GeneralSubtree[] permitted = certificate
                .extension(Extension.nameConstraints)
                .map(e -> NameConstraints.getInstance(e.getParsedValue()).getPermittedSubtrees())
                .orElse(null);
        if (permitted == null) {
            return Optional.of("Nothing limits the domains that this CA can certify.");
        }
        Set<String> bases = Arrays.stream(permitted)
                .map(GeneralSubtree::getBase)
                .filter(base -> base.getTagNo() == GeneralName.rfc822Name)
                .map(base -> base.getName().toString())
                .collect(Collectors.toSet());
        return bases.stream()
                .filter(base -> !base.contains("@"))
                .filter(base -> !bases.contains(base.startsWith(".") ? base.substring(1) : "." + base))
                .findFirst()
                .map(base -> "The constraint " + base + " lacks its other form: host and sub-domains are two.");
    }
}
