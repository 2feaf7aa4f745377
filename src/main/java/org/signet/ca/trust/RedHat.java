package org.signet.ca.trust;

import org.signet.model.Bytes;

/**
 * Red Hat, Fedora and what descends from them: p11-kit keeps what a root is trusted for, and NSS asks it. The file lies in
 * {@code source} and not in {@code source/anchors}, where it would be trusted for everything.
 */
final class RedHat {
    static final TrustKit KIT = new TrustKit(
            "redhat",
            TrustKit.Platform.LINUX,
            "redhat.sh",
            "application/x-sh",
            "Red Hat, Fedora, Alma, Rocky: a script, for e-mail alone",
            RedHat::write);

    private static final String STEPS = """
            # An image that is being built is named by DESTDIR.
            root=${DESTDIR-}
            mkdir -p "$root/etc/pki/ca-trust/source"
            cat "$work"/*.mail.pem > "$root/etc/pki/ca-trust/source/%s.pem"
            chmod 644 "$root/etc/pki/ca-trust/source/%s.pem"
            if [ -z "$root" ]; then
              update-ca-trust
            fi
            """;

    private RedHat() {}

    private static Bytes write(TrustSite site) {
        return new ShellScript(
                        site,
                        "Makes Red Hat, Fedora and their kin trust the company's e-mail certificates, for e-mail alone.",
                        "sudo sh redhat.sh [--yes]")
                .carryMailOnly(site.anchors().roots())
                .then(STEPS.formatted(site.slug(), site.slug()));
    }
}
