package org.signet.edge.json;

import java.util.List;
import org.signet.ca.authority.Issued;
import org.signet.crypto.x509.Certificate;

/**
 * A certificate that was just issued.
 *
 * @param serial lower-case hexadecimal
 * @param certificate PEM; of a pair the one that signs
 * @param chain PEM of the issuing CA and of the root, in this order
 * @param encryption of a pair the one to encrypt to; absent otherwise
 */
public record IssuedView(String serial, String certificate, List<String> chain, IssuedView encryption) {
    public IssuedView {
        chain = chain == null ? List.of() : List.copyOf(chain);
    }

    /** Of one certificate, or of a pair: the signing one first. */
    static IssuedView of(List<Issued> issued) {
        Issued first = issued.get(0);
        List<String> chain = first.chain().certificates().stream()
                .skip(1)
                .map(Certificate::pem)
                .toList();
        return new IssuedView(
                first.certificate().serial().hex(),
                first.leaf().pem(),
                chain,
                issued.size() < 2 ? null : of(issued.subList(1, 2)));
    }
}
