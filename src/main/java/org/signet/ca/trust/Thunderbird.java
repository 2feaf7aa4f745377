package org.signet.ca.trust;

import java.util.List;
import java.util.stream.Collectors;
import org.signet.crypto.x509.Certificate;
import org.signet.model.Bytes;

/**
 * Mozilla's enterprise policy, which Thunderbird and Firefox read at every start: a folder to be copied into the program's own, where the
 * program looks for the certificates too. What it installs is trusted as a root, so the roots alone are named: an issuing CA in the list
 * would be trusted for itself.
 */
final class Thunderbird {
    static final TrustKit KIT = new TrustKit(
            "thunderbird",
            TrustKit.Platform.PROGRAMS,
            "thunderbird.zip",
            "application/zip",
            "Thunderbird and Firefox: policies.json and the root that it names",
            Thunderbird::write);

    private Thunderbird() {}

    private static Bytes write(TrustSite site) {
        Archive archive = new Archive().add("distribution/policies.json", "what the program reads", policies(site));
        for (Certificate root : site.anchors().roots()) {
            archive.add(
                    "distribution/certificates/" + file(site, root),
                    "a root that it trusts then; SHA-256 " + root.sha256().groups(),
                    root.pem());
        }
        return archive.write(site, KIT.id());
    }

    private static String file(TrustSite site, Certificate root) {
        return site.name(root) + ".pem";
    }

    private static String policies(TrustSite site) {
        List<Certificate> roots = site.anchors().roots();
        String names =
                roots.stream().map(root -> "\"" + file(site, root) + "\"").collect(Collectors.joining(", "));
        return """
                {
                  "policies": {
                    "Certificates": {
                      "Install": [%s]
                    }
                  }
                }
                """.formatted(names);
    }
}
