package org.signet.crypto.lint.crl;

import java.util.Optional;
import java.util.function.Function;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.TBSCertList.CRLEntry;
import org.signet.crypto.x509.CrlContent;

/** A reason is one that exists and says something; removeFromCRL is for delta CRLs alone. */
final class CrlReason implements CrlEntryRule {
    private static final int UNUSED = 7;

    @Override
    public String citation() {
        return "RFC 5280 §5.3.1; S/MIME BR §7.2.2";
    }

    @Override
    public Function<CRLEntry, Optional<String>> look(CrlContent crl) {
        boolean delta = crl.extension(Extension.deltaCRLIndicator).isPresent();
        return entry -> entry.hasExtensions() ? problem(entry.getExtensions(), delta) : Optional.empty();
    }

    private static Optional<String> problem(Extensions extensions, boolean delta) {
        Extension extension = extensions.getExtension(Extension.reasonCode);
        if (extension == null) {
            return Optional.empty();
        }
        int reason = ASN1Enumerated.getInstance(extension.getParsedValue())
                .getValue()
                .intValueExact();
        if (reason == CRLReason.unspecified) {
            return Optional.of("An entry says that its reason is unspecified, which is said by leaving it out.");
        }
        if (reason == CRLReason.removeFromCRL && !delta) {
            return Optional.of("An entry of a full CRL has the reason removeFromCRL.");
        }
        return reason < 0 || reason == UNUSED || reason > CRLReason.aACompromise
                ? Optional.of("An entry has the reason " + reason + ", which does not exist.")
                : Optional.empty();
    }
}
