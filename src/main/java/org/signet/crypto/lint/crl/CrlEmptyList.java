package org.signet.crypto.lint.crl;

import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.signet.crypto.x509.CrlContent;

/** Where nothing is revoked there is no list, rather than an empty one. */
final class CrlEmptyList implements CrlRule {
    @Override
    public String citation() {
        return "RFC 5280 §5.1.2.6";
    }

    @Override
    public Optional<String> problem(CrlContent crl) {
        ASN1Sequence tbs = ASN1Sequence.getInstance(crl.asn1().toASN1Primitive());
        ASN1Encodable last = tbs.getObjectAt(tbs.size() - 1);
        ASN1Encodable list = last instanceof ASN1TaggedObject ? tbs.getObjectAt(tbs.size() - 2) : last;
        return list instanceof ASN1Sequence sequence && sequence.size() == 0
                ? Optional.of("The list of revoked certificates is there, but empty.")
                : Optional.empty();
    }
}
