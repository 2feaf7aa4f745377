package org.signet.ca.authority;

import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.CertificateTemplate;

/**
 * A CA of our hierarchy.
 *
 * @param id names it in records and URLs: {@code root-1}, {@code issuing-1}
 * @param parentId the id of the issuer above; its own for a root
 * @param crlUrl where its CRL is fetched; what its certificates' CRL distribution point says
 * @param certificateUrl where its own certificate is fetched; what its certificates' caIssuers says
 */
public record Issuer(String id, String parentId, Certificate certificate, String crlUrl, String certificateUrl) {

    /** What the certificates that it issues say of it. */
    public CertificateTemplate.Links links() {
        return new CertificateTemplate.Links(crlUrl, certificateUrl);
    }

    public boolean isRoot() {
        return id.equals(parentId);
    }
}
