package org.signet.ca.trust;

import org.signet.model.Bytes;

/** One form in which a platform takes our CA certificates. */
public interface TrustKit {

    /** What commands call it: {@code pem}, {@code der} … */
    String id();

    /** Name of the file; also the last part of its URL below {@code /trust/}. */
    String fileName();

    /** Media type with parameters. */
    String mediaType();

    /** What it is for, in one English line. */
    String purpose();

    Bytes write(TrustAnchors anchors);
}
