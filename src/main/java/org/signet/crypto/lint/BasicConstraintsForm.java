package org.signet.crypto.lint;

import java.util.Optional;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.signet.crypto.x509.CertificateContent;

/** basicConstraints is critical in a CA, and says nothing of a CA elsewhere. */
final class BasicConstraintsForm implements LintRule {
    @Override
    public String citation() {
        return "RFC 5280 §4.2.1.9; RFC 8550 §4.4.1";
    }

    @Override
    public boolean appliesTo(CertificateContent certificate, CertificateKind kind) {
        return true;
    }

    @Override
    public Optional<String> problem(CertificateContent certificate) {
        Optional<Extension> extension = certificate.extension(Extension.basicConstraints);
        if (certificate.isCa()) {
            return extension.filter(Extension::isCritical).isPresent()
                    ? Optional.empty()
                    : Optional.of("basicConstraints of a CA must be critical.");
        }
        return certificate
                .extensionValue(Extension.basicConstraints)
                .map(BasicConstraints::getInstance)
                .filter(constraints -> constraints.getPathLenConstraint() != null)
                .map(constraints -> "A path length without being a CA means nothing.");
    }
}
