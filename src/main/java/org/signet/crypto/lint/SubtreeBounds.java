package org.signet.crypto.lint;

import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.signet.crypto.x509.CertificateContent;

/** A name constraint counts no levels: its minimum is 0, its maximum is not there. */
final class SubtreeBounds implements LintRule {
    @Override
    public String citation() {
        return "RFC 5280 §4.2.1.10";
    }

    @Override
    public boolean appliesTo(CertificateContent certificate, CertificateKind kind) {
        return true;
    }

    @Override
    public Optional<String> problem(CertificateContent certificate) {
        return certificate
                .extensionValue(Extension.nameConstraints)
                .map(NameConstraints::getInstance)
                .filter(constraints -> Stream.of(constraints.getPermittedSubtrees(), constraints.getExcludedSubtrees())
                        .filter(subtrees -> subtrees != null)
                        .flatMap(Stream::of)
                        .anyMatch(SubtreeBounds::counts))
                .map(constraints -> "A name constraint has a minimum or a maximum.");
    }

    private static boolean counts(GeneralSubtree subtree) {
        return subtree.getMinimum().signum() != 0 || subtree.getMaximum() != null;
    }
}
