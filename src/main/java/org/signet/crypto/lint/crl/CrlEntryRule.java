package org.signet.crypto.lint.crl;

import java.util.Optional;
import java.util.function.Function;
import org.bouncycastle.asn1.x509.TBSCertList.CRLEntry;
import org.signet.crypto.lint.Rule;
import org.signet.crypto.x509.CrlContent;

/** One requirement on the entries of a CRL. A catalogue of these is {@link CrlLint}. */
interface CrlEntryRule extends Rule {

    /** A look at one CRL: it is shown every entry in order until it tells what is wrong, in one sentence. */
    Function<CRLEntry, Optional<String>> look(CrlContent crl);
}
