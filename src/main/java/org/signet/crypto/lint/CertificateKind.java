package org.signet.crypto.lint;

import org.signet.crypto.x509.CertificateContent;

/** The place of a certificate in a hierarchy, told from its content. */
public enum CertificateKind {
    ROOT,
    ISSUING_CA,
    MAILBOX;

    public static CertificateKind of(CertificateContent certificate) {
        if (!certificate.isCa()) {
            return MAILBOX;
        }
        return certificate.asn1().getIssuer().equals(certificate.asn1().getSubject()) ? ROOT : ISSUING_CA;
    }

    public boolean isCa() {
        return this != MAILBOX;
    }
}
