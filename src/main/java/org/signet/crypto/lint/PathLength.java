package org.signet.crypto.lint;

import java.util.Optional;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.signet.crypto.x509.CertificateContent;
import org.signet.model.Severity;

/** No CA stands below an issuing CA; a root has no limit. */
final class PathLength implements LintRule {
    @Override
    public String citation() {
        return "S/MIME BR §7.1.2.1, §7.1.2.2";
    }

    /** Neither is a MUST: a cross certificate, for one, has CAs below it. */
    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public boolean appliesTo(CertificateContent certificate, CertificateKind kind) {
        return kind.isCa();
    }

    @Override
    public Optional<String> problem(CertificateContent certificate) {
        var length = certificate
                .extensionValue(Extension.basicConstraints)
                .map(value -> BasicConstraints.getInstance(value).getPathLenConstraint());
        if (CertificateKind.of(certificate) == CertificateKind.ROOT) {
            return length.map(limit -> "A root should not limit the path length.");
        }
        return length.filter(limit -> limit.signum() == 0).isPresent()
                ? Optional.empty()
                : Optional.of("An issuing CA should have path length 0.");
    }
}
