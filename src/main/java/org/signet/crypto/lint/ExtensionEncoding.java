package org.signet.crypto.lint;

import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.x509.Extensions;
import org.signet.crypto.x509.CertificateContent;

/** Every extension is DER: its value encoded again gives the same octets, and {@code critical} is written only where it is
 * TRUE. */
final class ExtensionEncoding implements LintRule {
    @Override
    public String citation() {
        return "RFC 5280 §4.1, §4.2; X.690 §11.1, §11.5";
    }

    @Override
    public boolean appliesTo(CertificateContent certificate, CertificateKind kind) {
        return true;
    }

    @Override
    public Optional<String> problem(CertificateContent certificate) {
        Extensions extensions = certificate.asn1().getExtensions();
        if (extensions == null) {
            return Optional.empty();
        }
        if (!Octets.criticalityIsDer(written(certificate))) {
            return Optional.of("An extension's criticality is not written as DER has it.");
        }
        for (ASN1ObjectIdentifier oid : extensions.getExtensionOIDs()) {
            byte[] value = extensions.getExtension(oid).getExtnValue().getOctets();
            boolean same = certificate
                    .extensionValue(oid)
                    .map(parsed -> Arrays.equals(Octets.der(parsed), value))
                    .orElse(false);
            if (!same) {
                return Optional.of("The extension " + oid + " is not in DER.");
            }
        }
        return Optional.empty();
    }

    /** The extensions as they stand in the TBSCertificate, behind its tag [3]. */
    private static ASN1Sequence written(CertificateContent certificate) {
        ASN1Sequence tbs = ASN1Sequence.getInstance(certificate.asn1().toASN1Primitive());
        ASN1TaggedObject last = ASN1TaggedObject.getInstance(tbs.getObjectAt(tbs.size() - 1));
        return ASN1Sequence.getInstance(last, true);
    }
}
