package org.signet.ca.trust;

import java.util.List;
import java.util.Optional;

/** The catalogue of kits. */
public final class TrustKits {
    private static final List<TrustKit> ALL =
            List.of(new RootDer(), new RootPem(), new ChainPem(), new ChainPkcs7(), new Fingerprints());

    private TrustKits() {}

    public static List<TrustKit> all() {
        return ALL;
    }

    public static Optional<TrustKit> ofId(String id) {
        return ALL.stream().filter(kit -> kit.id().equals(id)).findFirst();
    }

    public static Optional<TrustKit> ofFileName(String name) {
        return ALL.stream().filter(kit -> kit.fileName().equals(name)).findFirst();
    }
}
