package org.signet.ca.trust;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.signet.crypto.policy.Providers;
import org.signet.model.Bytes;
import org.signet.model.Printable;

/**
 * Apple's form of settings for macOS, iOS and iPadOS: an XML property list. The same settings always make the same octets, and a newer
 * profile of the same identifier takes the earlier one's place.
 *
 * @param identifier as {@link #identifier} forms it
 * @param name and description: what the device shows
 * @param company who gives it out
 */
record ConfigurationProfile(
        String identifier, String name, String description, String company, List<Payload> payloads) {
    ConfigurationProfile {
        payloads = List.copyOf(payloads);
    }

    /**
     * What is set.
     *
     * @param type of Apple's
     * @param id behind the profile's identifier
     * @param name what the device shows
     * @param seed what its UUID is made from
     * @param settings keys and values of that type, in XML
     */
    record Payload(String type, String id, String name, Bytes seed, String settings) {
        private String text(String profile) {
            return """
                        <dict>
                    %s
                          <key>PayloadDisplayName</key>
                          <string>%s</string>
                          <key>PayloadIdentifier</key>
                          <string>%s.%s</string>
                          <key>PayloadType</key>
                          <string>%s</string>
                          <key>PayloadUUID</key>
                          <string>%s</string>
                          <key>PayloadVersion</key>
                          <integer>1</integer>
                        </dict>
                    """.formatted(
                    settings.stripTrailing().indent(6).stripTrailing(), xml(name), profile, id, type, uuid(seed));
        }
    }

    /** The host's name from right to left, as Apple forms identifiers, and what the profile is for. */
    static String identifier(String url, String purpose) {
        String host = String.valueOf(URI.create(url).getHost()).toLowerCase(Locale.ROOT);
        List<String> labels = Arrays.asList(host.replaceAll("[^a-z0-9.-]", "").split("\\."));
        Collections.reverse(labels);
        return String.join(".", labels) + "." + purpose;
    }

    String text() {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
                <plist version="1.0">
                <dict>
                  <key>PayloadContent</key>
                  <array>
                %s  </array>
                  <key>PayloadDescription</key>
                  <string>%s</string>
                  <key>PayloadDisplayName</key>
                  <string>%s</string>
                  <key>PayloadIdentifier</key>
                  <string>%s</string>
                  <key>PayloadOrganization</key>
                  <string>%s</string>
                  <key>PayloadType</key>
                  <string>Configuration</string>
                  <key>PayloadUUID</key>
                  <string>%s</string>
                  <key>PayloadVersion</key>
                  <integer>1</integer>
                </dict>
                </plist>
                """.formatted(
                payloads.stream().map(payload -> payload.text(identifier)).collect(Collectors.joining()),
                xml(description),
                xml(name),
                identifier,
                xml(company),
                uuid(Bytes.of((identifier
                                + payloads.stream()
                                        .map(payload -> payload.seed().hex())
                                        .collect(Collectors.joining()))
                        .getBytes(StandardCharsets.UTF_8))));
    }

    /** Of version 8 (RFC 9562 §5.8). */
    private static String uuid(Bytes seed) {
        byte[] digest = Providers.sha256(seed.toArray());
        digest[6] = (byte) (digest[6] & 0x0f | 0x80);
        digest[8] = (byte) (digest[8] & 0x3f | 0x80);
        String hex = Bytes.of(Arrays.copyOf(digest, 16)).hex().toUpperCase(Locale.ROOT);
        return String.join(
                "-",
                hex.substring(0, 8),
                hex.substring(8, 12),
                hex.substring(12, 16),
                hex.substring(16, 20),
                hex.substring(20));
    }

    /** Text of an element; what XML 1.0 cannot hold (§2.2) becomes a question mark. */
    static String xml(String text) {
        return Printable.of(text)
                .replaceAll("[\uFFFE\uFFFF]", "?")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }
}
