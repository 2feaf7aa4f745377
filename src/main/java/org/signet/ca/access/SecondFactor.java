package org.signet.ca.access;

/** Whether an account needs something besides its password: a code of an authenticator app, or a passkey. */
public enum SecondFactor {
    /** Who has none sets one up before anything else. */
    REQUIRED,
    OPTIONAL
}
