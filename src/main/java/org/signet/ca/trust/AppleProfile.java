package org.signet.ca.trust;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.x509.Certificate;
import org.signet.model.Bytes;
import org.signet.model.Printable;

/**
 * A configuration profile for macOS, iOS and iPadOS. Roots are payloads of their own kind; what stands below them is only kept. The
 * identifiers come from the host's name and the fingerprints, so that a newer profile replaces the earlier one.
 */
final class AppleProfile {
    static final TrustKit KIT = new TrustKit(
            "apple",
            TrustKit.Platform.APPLE,
            "apple.mobileconfig",
            "application/x-apple-aspen-config",
            "Mac, iPhone and iPad: a configuration profile",
            AppleProfile::write);

    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

    private AppleProfile() {}

    private static Bytes write(TrustSite site) {
        Bytes profile = Bytes.of(profile(site).getBytes(StandardCharsets.UTF_8));
        return site.signature().map(company -> company.around(profile)).orElse(profile);
    }

    private static String profile(TrustSite site) {
        List<Certificate> all = new ArrayList<>(site.anchors().roots());
        all.addAll(site.intermediates());
        String base = identifier(site.url());
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
                <plist version="1.0">
                <dict>
                  <key>PayloadContent</key>
                  <array>
                %s  </array>
                  <key>PayloadDescription</key>
                  <string>Makes this device trust the e-mail certificates of %s.</string>
                  <key>PayloadDisplayName</key>
                  <string>%s: e-mail certificates</string>
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
                        all.stream()
                                .map(certificate -> payload(site, base, certificate))
                                .collect(Collectors.joining()),
                        xml(site.company()),
                        xml(site.company()),
                        base,
                        xml(site.company()),
                        uuid(all));
    }

    private static String payload(TrustSite site, String base, Certificate certificate) {
        return """
                    <dict>
                      <key>PayloadCertificateFileName</key>
                      <string>%s.cer</string>
                      <key>PayloadContent</key>
                      <data>
                %s
                      </data>
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
                        site.name(certificate),
                        LINES.encodeToString(certificate.der().toArray()),
                        xml(certificate.content().subject()),
                        base,
                        site.name(certificate),
                        site.isRoot(certificate) ? "com.apple.security.root" : "com.apple.security.pkcs1",
                        uuid(List.of(certificate)));
    }

    /** The host's name from right to left, as Apple forms identifiers. */
    private static String identifier(String url) {
        String host = String.valueOf(URI.create(url).getHost()).toLowerCase(Locale.ROOT);
        List<String> labels = Arrays.asList(host.replaceAll("[^a-z0-9.-]", "").split("\\."));
        Collections.reverse(labels);
        return String.join(".", labels) + ".mail-trust";
    }

    /** Of version 8 (RFC 9562 §5.8): the same certificates always give the same. */
    private static String uuid(List<Certificate> certificates) {
        byte[] digest = Providers.sha256(certificates.stream()
                .map(each -> each.sha256().digest().toArray())
                .toArray(byte[][]::new));
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
    private static String xml(String text) {
        return Printable.of(text)
                .replaceAll("[\uFFFE\uFFFF]", "?")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }
}
