package org.signet.crypto.policy;

import java.nio.file.Path;

/**
 * Where a PKCS#11 token is reached: an HSM, a smart card, SoftHSM.
 *
 * @param library the vendor's PKCS#11 library
 * @param slot its slot number as the vendor's tool tells it, 0 or more
 */
public record TokenSlot(Path library, long slot) {
    /** A negative number would mean whichever token comes first. */
    public TokenSlot {
        if (slot < 0) {
            throw new IllegalArgumentException("no slot has the number " + slot);
        }
    }

    @Override
    public String toString() {
        return "slot " + slot + " of " + library;
    }
}
