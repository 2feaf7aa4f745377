package org.signet.crypto.smime.cms;

import java.math.BigInteger;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.KeyAgreeRecipientIdentifier;
import org.bouncycastle.asn1.cms.RecipientIdentifier;
import org.bouncycastle.asn1.cms.SignerIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.RFC4519Style;
import org.signet.crypto.x509.Certificate;
import org.signet.model.Bytes;

/**
 * How a message names a certificate (RFC 5652 §5.3, §6.2.1): by issuer and serial number, or by its key identifier, which several
 * may have.
 */
public final class CertificateReference {
    private final Optional<X500Name> issuer;
    /** Made at once, so that a name which is malformed is noticed while the message is read. */
    private final Optional<String> issuerText;

    private final Optional<BigInteger> serial;
    private final Optional<Bytes> keyIdentifier;

    private CertificateReference(
            Optional<X500Name> issuer, Optional<BigInteger> serial, Optional<Bytes> keyIdentifier) {
        this.issuer = issuer;
        this.issuerText = issuer.map(RFC4519Style.INSTANCE::toString);
        this.serial = serial;
        this.keyIdentifier = keyIdentifier;
    }

    static CertificateReference of(SignerIdentifier sid) {
        return sid.isTagged()
                ? of(ASN1OctetString.getInstance(sid.getId()))
                : of(IssuerAndSerialNumber.getInstance(sid.getId()));
    }

    static CertificateReference of(RecipientIdentifier rid) {
        return rid.isTagged()
                ? of(ASN1OctetString.getInstance(rid.getId()))
                : of(IssuerAndSerialNumber.getInstance(rid.getId()));
    }

    static CertificateReference of(KeyAgreeRecipientIdentifier rid) {
        return rid.getIssuerAndSerialNumber() == null
                ? of(rid.getRKeyID().getSubjectKeyIdentifier())
                : of(rid.getIssuerAndSerialNumber());
    }

    static CertificateReference of(IssuerAndSerialNumber name) {
        return new CertificateReference(
                Optional.of(name.getName()), Optional.of(name.getSerialNumber().getValue()), Optional.empty());
    }

    static CertificateReference of(ASN1OctetString identifier) {
        return new CertificateReference(
                Optional.empty(), Optional.empty(), Optional.of(Bytes.of(identifier.getOctets())));
    }

    /** How we name one. */
    public static IssuerAndSerialNumber issuerAndSerial(Certificate certificate) {
        var tbs = certificate.content().asn1();
        return new IssuerAndSerialNumber(tbs.getIssuer(), tbs.getSerialNumber().getValue());
    }

    /** Whether it may mean this certificate. */
    public boolean fits(Certificate certificate) {
        var asn1 = certificate.content().asn1();
        return keyIdentifier.isPresent()
                ? keyIdentifier.equals(certificate.content().subjectKeyIdentifier())
                : serial.get().equals(asn1.getSerialNumber().getValue())
                        && issuer.get().equals(asn1.getIssuer());
    }

    /** The issuer as text; empty if it is named by key identifier. Hostile text. */
    public Optional<String> issuer() {
        return issuerText;
    }

    /** The serial number in hexadecimal. */
    public Optional<String> serial() {
        return serial.map(number -> number.toString(16));
    }

    /** The key identifier in hexadecimal. */
    public Optional<String> keyIdentifier() {
        return keyIdentifier.map(Bytes::hex);
    }

    @Override
    public String toString() {
        return keyIdentifier()
                .map(id -> "key identifier " + id)
                .orElseGet(() -> "serial number " + serial().get() + " of " + issuer().get());
    }
}
