package org.signet.edge.json;

import java.util.List;
import org.signet.ca.authority.Issued;
import org.signet.crypto.x509.Certificate;

/**
 * A certificate that was just issued.
 *
 * @param serial lower-case hexadecimal
 * @param certificate PEM
 * @param chain PEM of the issuing CA and of the root, in this order
 */
public record IssuedView(String serial, String certificate, List<String> chain) {
    public IssuedView {
        chain = chain == null ? List.of() : List.copyOf(chain);
    }

    static IssuedView of(Issued issued) {
        List<String> above = issued.chain().certificates().stream()
                .skip(1)
                .map(Certificate::pem)
                .toList();
        return new IssuedView(issued.certificate().serial().hex(), issued.leaf().pem(), above);
    }
}
