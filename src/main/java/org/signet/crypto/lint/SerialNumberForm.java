package org.signet.crypto.lint;

import java.math.BigInteger;
import java.util.Optional;
import org.signet.crypto.x509.CertificateContent;

/** A serial number is positive and has at most 20 octets; 64 bits of it come from a random generator. */
final class SerialNumberForm implements LintRule {
    @Override
    public String citation() {
        return "RFC 5280 §4.1.2.2; S/MIME BR §7.1";
    }

    @Override
    public boolean appliesTo(CertificateContent certificate, CertificateKind kind) {
        return true;
    }

    @Override
    public Optional<String> problem(CertificateContent certificate) {
        BigInteger serial = certificate.asn1().getSerialNumber().getValue();
        if (serial.signum() <= 0) {
            return Optional.of("The serial number is not positive.");
        }
        if (serial.toByteArray().length > 20) {
            return Optional.of("The serial number has more than 20 octets.");
        }
        return serial.bitLength() < 64
                ? Optional.of("The serial number is too short to hold 64 random bits.")
                : Optional.empty();
    }
}
