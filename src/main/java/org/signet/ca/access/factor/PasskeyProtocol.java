package org.signet.ca.access.factor;

import org.signet.model.Outcome;

/**
 * Port: the messages of WebAuthn, checked as its §7 says: that the answer is to our challenge, for our site, by somebody whom
 * the device recognised. What a browser answered is JSON (§5.1).
 */
public interface PasskeyProtocol {

    /** What a device made. */
    record Made(String id, String publicKey, long signCount) {}

    /** Whether it is a new key that was made to that challenge. */
    Outcome<Made> made(String answer, String challenge);

    /** Which key an answer says it is of, before anything is checked. */
    Outcome<String> claimed(String answer);

    /**
     * Checks that this key signed that challenge.
     *
     * @return how often it signed by now; not less than before if it is no copy, which the caller judges
     */
    Outcome<Long> signed(String answer, String challenge, Passkey passkey);
}
