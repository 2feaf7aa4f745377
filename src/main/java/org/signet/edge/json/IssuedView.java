package org.signet.edge.json;

import java.util.List;

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
}
