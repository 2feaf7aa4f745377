package org.signet.ca.authority;

import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.CertificateBundle;
import org.signet.model.CertificateRecord;

/**
 * A certificate that was signed and recorded.
 *
 * @param chain the certificate and the issuers above it, the root last
 */
public record Issued(CertificateRecord certificate, CertificateBundle chain) {
    public Certificate leaf() {
        return chain.certificates().get(0);
    }
}
