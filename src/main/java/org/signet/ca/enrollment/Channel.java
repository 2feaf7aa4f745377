package org.signet.ca.enrollment;

/** Where the key will be made. */
public enum Channel {
    /** In a browser, at the page behind a mailed link. */
    BROWSER,
    /** In the terminal that the mailed code is typed into. */
    TERMINAL
}
