package org.signet.edge.web.trust;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.signet.ca.trust.TrustKit.Platform;

/**
 * What the visitor's browser says that it runs on: {@code Sec-CH-UA-Platform} where it is sent, else the {@code User-Agent}. Anybody
 * may write anything there, so it chooses an order and is never shown.
 */
final class VisitorPlatform {
    private static final int LONGEST = 1000;

    private static final Map<String, Platform> HINTS = Map.of(
            "windows", Platform.WINDOWS,
            "macos", Platform.APPLE,
            "ios", Platform.APPLE,
            "android", Platform.ANDROID,
            "linux", Platform.LINUX);

    private VisitorPlatform() {}

    /**
     * @param hint the header Sec-CH-UA-Platform, a word in quotes; null if there is none
     * @param agent the header User-Agent; null if there is none
     */
    static Optional<Platform> of(String hint, String agent) {
        if (hint != null && hint.length() < LONGEST) {
            Platform named = HINTS.get(hint.replace("\"", "").strip().toLowerCase(Locale.ROOT));
            if (named != null) {
                return Optional.of(named);
            }
        }
        return agent == null || agent.length() > LONGEST ? Optional.empty() : ofAgent(agent);
    }

    private static Optional<Platform> ofAgent(String agent) {
        // Old telephones of Microsoft named all the others too; Android says that it is Linux, an iPad that it is a
        // Mac.
        if (agent.contains("Windows")) {
            return Optional.of(Platform.WINDOWS);
        }
        if (agent.contains("Android")) {
            return Optional.of(Platform.ANDROID);
        }
        if (agent.contains("iPhone") || agent.contains("iPad") || agent.contains("Macintosh")) {
            return Optional.of(Platform.APPLE);
        }
        return agent.contains("Linux") ? Optional.of(Platform.LINUX) : Optional.empty();
    }
}
