package org.signet.crypto.lint;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encoding;
import org.signet.crypto.x509.CertificateContent;

/** The content is DER: encoding it again gives the same octets. */
final class DistinguishedEncoding implements LintRule {
    @Override
    public String citation() {
        return "RFC 5280 §4.1; X.690 §10";
    }

    @Override
    public boolean appliesTo(CertificateContent certificate, CertificateKind kind) {
        return true;
    }

    @Override
    public Optional<String> problem(CertificateContent certificate) {
        try {
            byte[] again = certificate.asn1().getEncoded(ASN1Encoding.DER);
            return Arrays.equals(again, certificate.der().toArray())
                    ? Optional.empty()
                    : Optional.of("The content is not in DER.");
        } catch (IOException e) {
            return Optional.of("The content cannot be encoded in DER.");
        }
    }
}
