package org.signet.crypto.lint.crl;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.bouncycastle.asn1.x509.TBSCertList.CRLEntry;
import org.signet.crypto.x509.CrlContent;

/** No serial number is listed twice: two entries may contradict each other. */
final class CrlEntryOnce implements CrlEntryRule {
    @Override
    public String citation() {
        return "RFC 5280 §5.1.2.6";
    }

    @Override
    public Function<CRLEntry, Optional<String>> look(CrlContent crl) {
        Serials serials = new Serials(crl);
        return entry -> serials.isNew(entry.getUserCertificate().getValue())
                ? Optional.empty()
                : Optional.of("A serial number is listed twice.");
    }

    /** Serial numbers that were seen. While they rise, as in our own CRLs, the highest one is all that need be known. */
    private static final class Serials {
        private final CrlContent crl;
        private BigInteger highest = BigInteger.ZERO;
        private int count;
        private Set<BigInteger> seen;

        Serials(CrlContent crl) {
            this.crl = crl;
        }

        boolean isNew(BigInteger serial) {
            if (seen == null && serial.compareTo(highest) > 0) {
                highest = serial;
                count++;
                return true;
            }
            if (seen == null) {
                seen = firstOnes();
            }
            // Where entries are shown one by one, as they are when a CRL is made, they cannot be looked through again.
            return seen.size() >= count && seen.add(serial);
        }

        private Set<BigInteger> firstOnes() {
            Set<BigInteger> first = new HashSet<>();
            for (CRLEntry entry : crl.entries()) {
                if (first.size() == count) {
                    break;
                }
                first.add(entry.getUserCertificate().getValue());
            }
            return first;
        }
    }
}
