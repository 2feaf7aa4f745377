package org.signet.ca.trust;

import java.util.List;
import java.util.Optional;

/** The catalogue of kits. */
public final class TrustKits {
    private static final List<TrustKit> ALL = List.of(
            WindowsComputer.KIT,
            WindowsDomain.KIT,
            Intune.KIT,
            ExchangeOnline.KIT,
            AppleProfile.KIT,
            Android.KIT,
            Thunderbird.KIT,
            Debian.KIT,
            RedHat.KIT,
            MailOnlyPem.KIT,
            Gpgsm.KIT,
            NssDatabases.KIT,
            JavaTrustStore.KIT,
            GmailHosted.KIT,
            AddressBooks.KIT,
            RootDer.KIT,
            RootPem.KIT,
            ChainPem.KIT,
            ChainPkcs7.KIT,
            Fingerprints.KIT);

    private TrustKits() {}

    public static List<TrustKit> all() {
        return ALL;
    }

    /** Those for a platform, the one that most people need first. */
    public static List<TrustKit> of(TrustKit.Platform platform) {
        return ALL.stream().filter(kit -> kit.platform() == platform).toList();
    }

    public static Optional<TrustKit> ofId(String id) {
        return ALL.stream().filter(kit -> kit.id().equals(id)).findFirst();
    }

    public static Optional<TrustKit> ofFileName(String name) {
        return ALL.stream().filter(kit -> kit.fileName().equals(name)).findFirst();
    }
}
