package org.signet.crypto.smime.cms;

import java.io.IOException;

/** Decryption did not come out: another key, or somebody changed the content. The two look alike on purpose. */
public final class BrokenContent extends IOException {
    private static final long serialVersionUID = 1;

    BrokenContent() {
        super("It does not decrypt: the key is another's, or the content was changed on its way.");
    }
}
