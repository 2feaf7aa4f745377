package org.signet.crypto.lint.crl;

import java.util.Optional;
import java.util.function.Function;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.TBSCertList.CRLEntry;
import org.signet.crypto.lint.Octets;
import org.signet.crypto.x509.CrlContent;

/** Every extension of an entry is DER, and an entry with none has no empty list of them. */
final class CrlEntryEncoding implements CrlEntryRule {
    @Override
    public String citation() {
        return "RFC 5280 §5.3, §5.1.2; X.690 §11.1, §11.5";
    }

    @Override
    public Function<CRLEntry, Optional<String>> look(CrlContent crl) {
        return entry -> entry.hasExtensions() ? problem(entry) : Optional.empty();
    }

    private static Optional<String> problem(CRLEntry entry) {
        ASN1Sequence written = ASN1Sequence.getInstance(
                ASN1Sequence.getInstance(entry.toASN1Primitive()).getObjectAt(2));
        if (written.size() == 0) {
            return Optional.of("An entry has an empty list of extensions.");
        }
        if (!Octets.criticalityIsDer(written)) {
            return Optional.of("The criticality of an entry's extension is not written as DER has it.");
        }
        for (ASN1ObjectIdentifier oid : entry.getExtensions().getExtensionOIDs()) {
            Extension extension = entry.getExtensions().getExtension(oid);
            if (!Octets.areDer(extension.getExtnValue().getOctets(), extension.getParsedValue())) {
                return Optional.of("The extension " + oid + " of an entry is not in DER.");
            }
        }
        return Optional.empty();
    }
}
