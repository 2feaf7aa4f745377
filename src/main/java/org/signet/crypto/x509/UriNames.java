package org.signet.crypto.x509;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/** The URLs among general names (uniformResourceIdentifier, RFC 5280 §4.2.1.6). */
public final class UriNames {
    private UriNames() {}

    /** The URL, if the name is one. */
    public static Optional<String> of(GeneralName name) {
        return name.getTagNo() == GeneralName.uniformResourceIdentifier
                ? Optional.of(ASN1IA5String.getInstance(name.getName()).getString())
                : Optional.empty();
    }

    /** Those in the full name of a distribution point (§4.2.1.13); none if it has no such name, or is null. */
    public static List<String> of(DistributionPointName point) {
        return point == null || point.getType() != DistributionPointName.FULL_NAME
                ? List.of()
                : Stream.of(GeneralNames.getInstance(point.getName()).getNames())
                        .flatMap(name -> of(name).stream())
                        .toList();
    }
}
