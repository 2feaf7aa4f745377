package org.signet.edge.json;

import java.util.Base64;
import org.signet.ca.enrollment.renewal.RenewalProof;
import org.signet.model.Bytes;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;
import org.signet.model.SerialNumber;

/**
 * Asks for a renewal on the word of the old key; {@link RenewalProof} says what it signs.
 *
 * @param certificate the old one's serial number, hexadecimal
 * @param csr PKCS#10 in PEM of the new key; of a pair two, of the signing key first
 * @param time ISO 8601 in UTC
 * @param signature base64 (RFC 4648 §4)
 */
public record RenewalView(String certificate, String csr, String time, String signature) {

    Outcome<RenewalProof> proof() {
        return certificate == null || csr == null || time == null || signature == null
                ? Outcome.refused(
                        RefusalCode.BAD_INPUT,
                        "Give the properties \"certificate\", \"csr\", \"time\" and \"signature\".")
                : SerialNumber.parse(certificate).map(serial -> new RenewalProof(serial, time, csr));
    }

    Outcome<Bytes> signed() {
        try {
            return Outcome.ok(Bytes.of(Base64.getDecoder().decode(signature)));
        } catch (IllegalArgumentException e) {
            return Outcome.refused(RefusalCode.BAD_INPUT, "The property \"signature\" is not base64.");
        }
    }
}
