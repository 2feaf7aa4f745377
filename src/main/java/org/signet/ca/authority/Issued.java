package org.signet.ca.authority;

import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.CertificateBundle;
import org.signet.model.CertificateRecord;

/**
 * A certificate that was signed and recorded.
 *
 * @param chain the certificate, its issuing CA and the root, in this order
 */
public record Issued(CertificateRecord certificate, CertificateBundle chain) {
    public Certificate leaf() {
        return chain.certificates().get(0);
    }
}
