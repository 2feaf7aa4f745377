package org.signet.ca.access;

import java.util.Optional;
import org.signet.crypto.keys.OneTimeSecret;

/**
 * Where somebody signs in from.
 *
 * @param origin its network address
 * @param secret what an earlier sign-in left there ({@link Session#browserSecret}); empty if nothing did
 */
public record Browser(String origin, Optional<OneTimeSecret> secret) {
    public static Browser unknown(String origin) {
        return new Browser(origin, Optional.empty());
    }
}
