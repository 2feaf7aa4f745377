package org.signet.crypto.x509;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.V2TBSCertListGenerator;
import org.signet.crypto.policy.SignatureScheme;
import org.signet.model.Bytes;
import org.signet.model.RevocationReason;
import org.signet.model.SerialNumber;

/**
 * What goes into a full CRL (RFC 5280 §5.1.2), before it is signed.
 *
 * @param number the CRL number, strictly greater than any before (§5.2.3)
 */
public record CrlTemplate(
        Certificate issuer,
        SignatureScheme signature,
        BigInteger number,
        Instant thisUpdate,
        Instant nextUpdate,
        List<Entry> entries) {

    /** One revoked certificate. */
    public record Entry(SerialNumber serial, Instant at, RevocationReason reason) {}

    public CrlTemplate {
        entries = List.copyOf(entries);
    }

    /** The DER TBSCertList. */
    public Bytes encode() {
        V2TBSCertListGenerator tbs = new V2TBSCertListGenerator();
        tbs.setSignature(TbsEncoder.algorithm(signature));
        tbs.setIssuer(issuer.content().asn1().getSubject());
        tbs.setThisUpdate(Times.encode(thisUpdate));
        tbs.setNextUpdate(Times.encode(nextUpdate));
        try {
            for (Entry entry : entries) {
                tbs.addCRLEntry(
                        new ASN1Integer(entry.serial().value()), Times.encode(entry.at()), reason(entry.reason()));
            }
            byte[] key = issuer.content().keyIdentifierBelow().toArray();
            tbs.setExtensions(new Extensions(new Extension[] {
                extension(Extension.authorityKeyIdentifier, new AuthorityKeyIdentifier(key)),
                extension(Extension.cRLNumber, new ASN1Integer(number))
            }));
            return Bytes.of(tbs.generateTBSCertList().getEncoded(ASN1Encoding.DER));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@code unspecified} is expressed by leaving the extension out (§5.3.1). */
    private static Extensions reason(RevocationReason reason) throws IOException {
        return reason == RevocationReason.UNSPECIFIED
                ? null
                : new Extensions(extension(Extension.reasonCode, CRLReason.lookup(reason.value())));
    }

    private static Extension extension(ASN1ObjectIdentifier oid, ASN1Encodable value) throws IOException {
        return new Extension(
                oid, false, new DEROctetString(value.toASN1Primitive().getEncoded(ASN1Encoding.DER)));
    }
}
