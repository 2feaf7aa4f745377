package org.signet.crypto.lint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1UTCTime;
import org.bouncycastle.asn1.x509.Time;
import org.signet.crypto.x509.CertificateContent;

/** Dates until 2049 are UTCTime, later ones GeneralizedTime; both in seconds, in Greenwich time. */
final class ValidityEncoding implements LintRule {
    /** Tag and length. */
    private static final int HEADER = 2;

    /** YYMMDDHHMMSSZ. */
    private static final int UTC_OCTETS = HEADER + 13;

    /** YYYYMMDDHHMMSSZ. */
    private static final int GENERALIZED_OCTETS = HEADER + 15;

    @Override
    public String citation() {
        return "RFC 5280 §4.1.2.5";
    }

    @Override
    public boolean appliesTo(CertificateContent certificate, CertificateKind kind) {
        return true;
    }

    @Override
    public Optional<String> problem(CertificateContent certificate) {
        boolean good = wellFormed(certificate.asn1().getStartDate())
                && wellFormed(certificate.asn1().getEndDate());
        return good
                ? Optional.empty()
                : Optional.of("A date of the validity is not UTCTime up to 2049 or GeneralizedTime from 2050 on, in"
                        + " seconds and with Z.");
    }

    private static boolean wellFormed(Time time) {
        byte[] encoded = encoded(time);
        return time.toASN1Primitive() instanceof ASN1UTCTime
                ? encoded.length == UTC_OCTETS && digitsAndZ(encoded)
                : encoded.length == GENERALIZED_OCTETS && digitsAndZ(encoded) && from2050(encoded);
    }

    private static byte[] encoded(Time time) {
        try {
            return time.toASN1Primitive().getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean digitsAndZ(byte[] encoded) {
        for (int i = HEADER; i < encoded.length - 1; i++) {
            if (encoded[i] < '0' || encoded[i] > '9') {
                return false;
            }
        }
        return encoded[encoded.length - 1] == 'Z';
    }

    private static boolean from2050(byte[] encoded) {
        int year = 0;
        for (int i = HEADER; i < HEADER + 4; i++) {
            year = 10 * year + encoded[i] - '0';
        }
        return year >= 2050;
    }
}
