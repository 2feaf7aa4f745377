package org.signet.crypto.x509.possession;

import java.io.IOException;
import java.security.PublicKey;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.pkcs.CertificationRequestInfo;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.signet.crypto.policy.SignatureScheme;
import org.signet.crypto.x509.RequestTemplate;
import org.signet.model.Bytes;
import org.signet.model.RevocationReason;
import org.signet.model.SerialNumber;

/**
 * What a key says of its own end. It stands as the whole subject of a PKCS#10 request that the key signs, in a text that no
 * request for a certificate has: so a request that was caught on its way proves nothing here.
 *
 * <ul>
 *   <li>{@code CN=This key is compromised}: others have the key; every certificate of it ends
 *   <li>{@code CN=Revoke this certificate: superseded, serialNumber=4f2a09}: this one ends. The number is there so that the
 *       request ends no later certificate of the same key.
 * </ul>
 *
 * @param reason of the second form: any that a holder may give but keyCompromise
 * @param serial empty for the first form
 */
public record RevocationStatement(RevocationReason reason, Optional<SerialNumber> serial) {
    /** The common name of the first form. */
    public static final String COMPROMISED = "This key is compromised";

    private static final String REVOKE = "Revoke this certificate: ";

    public RevocationStatement {
        if (serial.isEmpty() != (reason == RevocationReason.KEY_COMPROMISE)) {
            throw new IllegalArgumentException("a compromised key ends with all its certificates, others one by one");
        }
    }

    /** That others have the key. */
    public static RevocationStatement compromised() {
        return new RevocationStatement(RevocationReason.KEY_COMPROMISE, Optional.empty());
    }

    /** That its holder wants a certificate to end; of a key that others have, every certificate does. */
    public static RevocationStatement of(SerialNumber certificate, RevocationReason reason) {
        return reason == RevocationReason.KEY_COMPROMISE
                ? compromised()
                : new RevocationStatement(reason, Optional.of(certificate));
    }

    /** The statement that a subject is; empty if it is anything else, be it by one letter. */
    static Optional<RevocationStatement> read(X500Name subject) {
        RDN[] names = subject.getRDNs();
        Optional<String> words = names.length > 0 ? text(names[0], 0) : Optional.empty();
        if (names.length == 1) {
            return words.filter(COMPROMISED::equals).map(said -> compromised());
        }
        return names.length != 2
                ? Optional.empty()
                : words.filter(said -> said.startsWith(REVOKE))
                        .flatMap(said -> RevocationReason.ofText(said.substring(REVOKE.length()))
                                .filter(reason -> reason.text().equals(said.substring(REVOKE.length()))))
                        .filter(reason -> reason != RevocationReason.KEY_COMPROMISE)
                        .flatMap(reason -> text(names[1], 1)
                                .flatMap(hex -> SerialNumber.parse(hex).fold(Optional::of, refusal -> Optional.empty()))
                                .map(serial -> of(serial, reason)));
    }

    /** The text of a name's part: the common name at the first place, the serial number at the second. */
    private static Optional<String> text(RDN part, int place) {
        AttributeTypeAndValue only = part.getFirst();
        boolean fits = !part.isMultiValued()
                && only.getType().equals(place == 0 ? BCStyle.CN : BCStyle.SERIALNUMBER)
                && only.getValue() instanceof ASN1String;
        return fits ? Optional.of(((ASN1String) only.getValue()).getString()) : Optional.empty();
    }

    /**
     * The DER request that says so.
     *
     * @param signer as of {@link RequestTemplate#signed}, with {@link SignatureScheme#forKey}
     */
    public Bytes signed(PublicKey key, UnaryOperator<byte[]> signer) {
        CertificationRequestInfo info = new CertificationRequestInfo(
                subject(), SubjectPublicKeyInfo.getInstance(key.getEncoded()), new DERSet());
        try {
            return RequestTemplate.signed(info, SignatureScheme.forKey(key), signer);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private X500Name subject() {
        return serial.map(number -> new X500Name(new RDN[] {
                    new RDN(BCStyle.CN, new DERUTF8String(REVOKE + reason.text())),
                    new RDN(BCStyle.SERIALNUMBER, new DERUTF8String(number.hex()))
                }))
                .orElseGet(() -> new X500Name(new RDN[] {new RDN(BCStyle.CN, new DERUTF8String(COMPROMISED))}));
    }
}
