package org.signet.ca.trust;

import org.signet.crypto.x509.Certificate;
import org.signet.model.Bytes;

/** Gmail's hosted S/MIME takes one root in PEM a file, for each domain that may use it; those below come along with the keys. */
final class GmailHosted {
    static final TrustKit KIT = new TrustKit(
            "gmail",
            TrustKit.Platform.PROGRAMS,
            "gmail.zip",
            "application/zip",
            "Gmail hosted S/MIME: each root in a PEM file of its own",
            GmailHosted::write);

    private GmailHosted() {}

    private static Bytes write(TrustSite site) {
        Archive archive = new Archive();
        for (Certificate root : site.anchors().roots()) {
            archive.add(
                    site.name(root) + ".pem",
                    "One root; SHA-256 " + root.sha256().groups(),
                    root.pem());
        }
        return archive.write(site, KIT.id());
    }
}
