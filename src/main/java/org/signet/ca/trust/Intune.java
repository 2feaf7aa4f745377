package org.signet.ca.trust;

import org.signet.crypto.x509.Certificate;
import org.signet.model.Bytes;

/** What Microsoft Intune asks for: one "Trusted certificate" profile for each certificate, each with its store. */
final class Intune {
    static final TrustKit KIT = new TrustKit(
            "intune",
            TrustKit.Platform.WINDOWS,
            "intune.zip",
            "application/zip",
            "Microsoft Intune: one file for each \"Trusted certificate\" profile",
            Intune::write);

    private Intune() {}

    private static Bytes write(TrustSite site) {
        Archive archive = new Archive();
        for (Certificate root : site.anchors().roots()) {
            add(archive, site, root, "Computer certificate store - Root");
        }
        for (Certificate below : site.intermediates()) {
            add(archive, site, below, "Computer certificate store - Intermediate");
        }
        return archive.write(site, KIT.id());
    }

    private static void add(Archive archive, TrustSite site, Certificate certificate, String store) {
        String name = site.name(certificate);
        archive.add(
                name + ".cer",
                "Profile name: " + name + "; destination store: \"" + store + "\"; SHA-256 "
                        + certificate.sha256().groups(),
                certificate.der());
    }
}
