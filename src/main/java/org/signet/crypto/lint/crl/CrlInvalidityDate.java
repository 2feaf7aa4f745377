package org.signet.crypto.lint.crl;

import java.util.Optional;
import java.util.function.Function;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.TBSCertList.CRLEntry;
import org.signet.crypto.lint.TimeForm;
import org.signet.crypto.x509.CrlContent;

/** An invalidityDate is GeneralizedTime in seconds and Greenwich time, in whichever year. */
final class CrlInvalidityDate implements CrlEntryRule {
    @Override
    public String citation() {
        return "RFC 5280 §5.3.2";
    }

    @Override
    public Function<CRLEntry, Optional<String>> look(CrlContent crl) {
        return entry -> entry.hasExtensions() ? problem(entry.getExtensions()) : Optional.empty();
    }

    private static Optional<String> problem(Extensions extensions) {
        Extension date = extensions.getExtension(Extension.invalidityDate);
        return date == null || date.getParsedValue() instanceof ASN1GeneralizedTime time && TimeForm.isRight(time)
                ? Optional.empty()
                : Optional.of("An invalidityDate is not GeneralizedTime in seconds and with Z.");
    }
}
