package org.signet.crypto.smime.cms;

import java.io.IOException;

/** What was read is no CMS, or not whole. Its message is a sentence for people. */
public final class MalformedCms extends IOException {
    private static final long serialVersionUID = 1;

    MalformedCms(String message) {
        super(message);
    }

    MalformedCms(String message, Throwable cause) {
        super(message, cause);
    }
}
