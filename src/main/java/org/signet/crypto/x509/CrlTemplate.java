package org.signet.crypto.x509;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.V2TBSCertListGenerator;
import org.signet.crypto.policy.SignatureScheme;
import org.signet.crypto.x509.der.Der;
import org.signet.crypto.x509.der.Times;
import org.signet.model.Bytes;
import org.signet.model.RevocationReason;
import org.signet.model.SerialNumber;

/**
 * What a full CRL says besides its entries (RFC 5280 §5.1.2), before it is signed.
 *
 * @param number the CRL number, strictly greater than any before (§5.2.3)
 * @param distributionPoint for a CRL that tells of a part of the issuer's certificates: the URL of their CRL distribution
 *     point, letter by letter (§5.2.5)
 */
public record CrlTemplate(
        Certificate issuer,
        SignatureScheme signature,
        BigInteger number,
        Instant thisUpdate,
        Instant nextUpdate,
        Optional<String> distributionPoint) {
    private static final byte[] NONE = {};
    private static final byte[] REASON_CODE = oid(Extension.reasonCode);
    private static final byte[] INVALIDITY_DATE = oid(Extension.invalidityDate);

    private static byte[] oid(ASN1ObjectIdentifier oid) {
        try {
            return oid.getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * One revoked certificate.
     *
     * @param invalidity when its key is thought to have been lost, if earlier (§5.3.2)
     */
    public record Entry(SerialNumber serial, Instant at, RevocationReason reason, Optional<Instant> invalidity) {
        public Entry(SerialNumber serial, Instant at, RevocationReason reason) {
            this(serial, at, reason, Optional.empty());
        }

        /** In DER, by hand: there may be a million of them. */
        byte[] der() {
            byte[] number = Der.of(Der.INTEGER, serial.value().toByteArray());
            byte[] code = reasonCode();
            byte[] date = invalidityDate();
            byte[] extensions = code.length + date.length == 0 ? NONE : Der.of(Der.SEQUENCE, code, date);
            return Der.of(Der.SEQUENCE, number, Times.der(at), extensions);
        }

        /** Unspecified is expressed by leaving it out (§5.3.1). */
        private byte[] reasonCode() {
            return reason == RevocationReason.UNSPECIFIED
                    ? NONE
                    : extension(REASON_CODE, Der.of(Der.ENUMERATED, new byte[] {(byte) reason.value()}));
        }

        private byte[] invalidityDate() {
            return invalidity
                    .map(moment -> extension(INVALIDITY_DATE, Times.generalizedDer(moment)))
                    .orElse(NONE);
        }

        private static byte[] extension(byte[] oid, byte[] value) {
            return Der.of(Der.SEQUENCE, oid, Der.of(Der.OCTET_STRING, value));
        }
    }

    /** The content of the CRL as it would be without an entry. */
    public CrlContent frame() {
        V2TBSCertListGenerator tbs = new V2TBSCertListGenerator();
        tbs.setSignature(TbsEncoder.algorithm(signature));
        tbs.setIssuer(issuer.content().asn1().getSubject());
        tbs.setThisUpdate(Times.encode(thisUpdate));
        tbs.setNextUpdate(Times.encode(nextUpdate));
        List<Extension> extensions = new ArrayList<>();
        byte[] key = issuer.content().keyIdentifierBelow().toArray();
        extensions.add(TbsEncoder.extension(Extension.authorityKeyIdentifier, false, new AuthorityKeyIdentifier(key)));
        extensions.add(TbsEncoder.extension(Extension.cRLNumber, false, new ASN1Integer(number)));
        distributionPoint.ifPresent(
                url -> extensions.add(TbsEncoder.extension(Extension.issuingDistributionPoint, true, point(url))));
        tbs.setExtensions(new Extensions(extensions.toArray(Extension[]::new)));
        try {
            return CrlContent.parse(Bytes.of(tbs.generateTBSCertList().getEncoded(ASN1Encoding.DER)))
                    .orThrow();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static IssuingDistributionPoint point(String url) {
        return new IssuingDistributionPoint(
                new DistributionPointName(new GeneralNames(TbsEncoder.uri(url))), true, false, null, false, false);
    }
}
