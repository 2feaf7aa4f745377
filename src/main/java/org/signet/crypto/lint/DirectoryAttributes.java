package org.signet.crypto.lint;

import java.util.Optional;
import org.bouncycastle.asn1.x509.Extension;
import org.signet.crypto.x509.CertificateContent;

/** A birthday or a nationality has no place in a certificate: subjectDirectoryAttributes is for the old profiles alone. */
final class DirectoryAttributes implements LintRule {
    @Override
    public String citation() {
        return "S/MIME BR §7.1.2.3 j, §7.1.2.4";
    }

    @Override
    public boolean appliesTo(CertificateContent certificate, CertificateKind kind) {
        return true;
    }

    @Override
    public Optional<String> problem(CertificateContent certificate) {
        return certificate
                .extension(Extension.subjectDirectoryAttributes)
                .map(extension -> "subjectDirectoryAttributes must not be there.");
    }
}
