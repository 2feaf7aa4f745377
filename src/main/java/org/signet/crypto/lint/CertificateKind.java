package org.signet.crypto.lint;

import org.signet.crypto.x509.CertificateContent;

/** The place of a certificate in a hierarchy, told from its content. */
public enum CertificateKind {
    ROOT,
    ISSUING_CA,
    /** Answers OCSP for its issuer. */
    OCSP_RESPONDER,
    MAILBOX;

    public static CertificateKind of(CertificateContent certificate) {
        if (!certificate.isCa()) {
            return certificate.isOcspResponder() ? OCSP_RESPONDER : MAILBOX;
        }
        return certificate.asn1().getIssuer().equals(certificate.asn1().getSubject()) ? ROOT : ISSUING_CA;
    }

    public boolean isCa() {
        return this == ROOT || this == ISSUING_CA;
    }
}
