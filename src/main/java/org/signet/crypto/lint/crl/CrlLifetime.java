package org.signet.crypto.lint.crl;

import java.time.Period;
import java.time.ZoneOffset;
import java.util.Optional;
import org.signet.crypto.x509.CrlContent;

/** No CRL is valid for more than twelve months, whatever it tells of. */
final class CrlLifetime implements CrlRule {
    @Override
    public String citation() {
        return "S/MIME BR §4.9.7";
    }

    @Override
    public Optional<String> problem(CrlContent crl) {
        return lastsBeyond(crl, Period.ofMonths(12))
                ? Optional.of("The CRL is valid for more than twelve months.")
                : Optional.empty();
    }

    static boolean lastsBeyond(CrlContent crl, Period limit) {
        var latest = crl.thisUpdate().atZone(ZoneOffset.UTC).plus(limit).toInstant();
        return crl.nextUpdate().filter(next -> next.isAfter(latest)).isPresent();
    }
}
