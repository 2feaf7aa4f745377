package org.signet.ca.trust;

import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.signet.model.Bytes;

/**
 * One form in which a platform takes our CA certificates: a file that its people or their administrator can use as it is.
 *
 * @param id what commands call it: {@code pem}, {@code windows} …
 * @param platform where it belongs
 * @param fileName also the last part of its URL below {@code /trust/}
 * @param mediaType with parameters
 * @param purpose what it is for, in one English line
 * @param content the file as it is now: during a change of roots with both, and what they say of each other
 */
public record TrustKit(
        String id,
        Platform platform,
        String fileName,
        String mediaType,
        String purpose,
        Function<TrustSite, Bytes> content) {

    /** What kits are for, in the order in which a page lists them; {@link #FILES} fit everywhere, without steps of their own. */
    public enum Platform {
        WINDOWS,
        APPLE,
        ANDROID,
        LINUX,
        PROGRAMS,
        FILES
    }

    public Bytes write(TrustSite site) {
        return content.apply(site);
    }

    /** A kit of nothing but ASCII text. */
    static Bytes ascii(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.US_ASCII));
    }
}
