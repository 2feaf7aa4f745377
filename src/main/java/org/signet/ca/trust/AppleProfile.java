package org.signet.ca.trust;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;
import org.signet.crypto.x509.Certificate;
import org.signet.model.Bytes;

/**
 * The CAs in a configuration profile. Roots are payloads of their own kind; what stands below them is only kept.
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
        String company = site.company();
        return new ConfigurationProfile(
                        ConfigurationProfile.identifier(site.url(), "mail-trust"),
                        company + ": e-mail certificates",
                        "Makes this device trust the e-mail certificates of " + company + ".",
                        company,
                        Stream.concat(site.anchors().roots().stream(), site.intermediates().stream())
                                .map(certificate -> payload(site, certificate))
                                .toList())
                .text();
    }

    private static ConfigurationProfile.Payload payload(TrustSite site, Certificate certificate) {
        return new ConfigurationProfile.Payload(
                site.isRoot(certificate) ? "com.apple.security.root" : "com.apple.security.pkcs1",
                site.name(certificate),
                certificate.content().subject(),
                certificate.sha256().digest(),
                """
                <key>PayloadCertificateFileName</key>
                <string>%s.cer</string>
                <key>PayloadContent</key>
                <data>
                %s
                </data>
                """.formatted(
                                site.name(certificate),
                                LINES.encodeToString(certificate.der().toArray())));
    }
}
