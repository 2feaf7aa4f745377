package org.signet.crypto.x509.ocsp;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.DERSequence;
import org.signet.model.Bytes;

/** OCSPResponseStatus where there is no answer (RFC 6960 §4.2.1, §2.3): five unsigned octets. */
public enum OcspFailure {
    MALFORMED_REQUEST(1, "it did not understand the request"),
    INTERNAL_ERROR(2, "it has a fault of its own"),
    TRY_LATER(3, "it cannot answer for now"),
    /** Nobody signs requests to Signet; others may ask for it. */
    SIG_REQUIRED(5, "it wants a signed request"),
    /** It cannot speak for that issuer (RFC 9919 §3.2.3). */
    UNAUTHORIZED(6, "it does not answer for that issuer");

    private final int value;
    private final String text;
    private final Bytes der;

    OcspFailure(int value, String text) {
        this.value = value;
        this.text = text;
        this.der = Bytes.of(CertId.encoded(new DERSequence(new ASN1Enumerated(value))));
    }

    /** Ends the sentence that begins "The responder gave no answer:". */
    public String text() {
        return text;
    }

    /** As figures name it: {@code try-later}. */
    public String kind() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The whole OCSPResponse. */
    public Bytes der() {
        return der;
    }

    static Optional<OcspFailure> ofValue(int value) {
        return Arrays.stream(values()).filter(f -> f.value == value).findFirst();
    }
}
