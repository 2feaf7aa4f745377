package org.signet.crypto.x509;

import java.io.IOException;
import java.math.BigInteger;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.CertificateList;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.TBSCertList;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.policy.SignatureScheme;
import org.signet.model.Bytes;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;
import org.signet.model.SerialNumber;

/** A signed certificate revocation list (RFC 5280 §5). */
public final class Crl {
    private final Bytes der;
    private final CertificateList asn1;
    private final Instant thisUpdate;
    private final Optional<Instant> nextUpdate;
    private final Optional<BigInteger> number;
    private final byte[] signature;

    private Crl(Bytes der, CertificateList asn1) {
        this.der = der;
        this.asn1 = asn1;
        this.thisUpdate = asn1.getThisUpdate().getDate().toInstant();
        this.nextUpdate = Optional.ofNullable(asn1.getNextUpdate())
                .map(time -> time.getDate().toInstant());
        this.number = Optional.ofNullable(asn1.getTBSCertList().getExtensions())
                .map(extensions -> extensions.getExtension(Extension.cRLNumber))
                .map(e -> ASN1Integer.getInstance(e.getParsedValue()).getValue());
        this.signature = asn1.getSignature().getOctets();
    }

    /** Parses one DER CRL, with nothing behind it. */
    public static Outcome<Crl> parse(Bytes der) {
        try {
            Crl crl = new Crl(der, CertificateList.getInstance(ASN1Primitive.fromByteArray(der.toArray())));
            SignedOctets.of(der);
            crl.checkEntries();
            return Outcome.ok(crl);
        } catch (IOException | RuntimeException e) {
            return Outcome.refused(RefusalCode.BAD_INPUT, "This is not a well-formed CRL.");
        }
    }

    /** Puts a DER TBSCertList, as {@link CrlTemplate#encode} made it, and its signature together. */
    public static Crl assemble(Bytes tbsDer, byte[] signature) {
        try {
            ASN1Primitive tbs = ASN1Primitive.fromByteArray(tbsDer.toArray());
            DERSequence sequence = new DERSequence(new org.bouncycastle.asn1.ASN1Encodable[] {
                tbs, TBSCertList.getInstance(tbs).getSignature(), new DERBitString(signature)
            });
            return new Crl(Bytes.of(sequence.getEncoded(ASN1Encoding.DER)), CertificateList.getInstance(sequence));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Entries are read when they are asked for; a malformed one must show before that. */
    private void checkEntries() {
        for (var entries = asn1.getRevokedCertificateEnumeration(); entries.hasMoreElements(); ) {
            TBSCertList.CRLEntry entry = (TBSCertList.CRLEntry) entries.nextElement();
            new SerialNumber(entry.getUserCertificate().getValue());
            entry.getRevocationDate();
            entry.getExtensions();
        }
    }

    public Bytes der() {
        return der;
    }

    public Instant thisUpdate() {
        return thisUpdate;
    }

    public Optional<Instant> nextUpdate() {
        return nextUpdate;
    }

    /** The CRL number, if the extension is there. */
    public Optional<BigInteger> number() {
        return number;
    }

    /** The serial numbers it lists. */
    public Set<SerialNumber> serials() {
        return Stream.of(asn1.getRevokedCertificates())
                .map(entry -> new SerialNumber(entry.getUserCertificate().getValue()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** True if that key made this CRL's signature, with the algorithm that the signed part names too (§5.1.1.2). */
    public boolean signedBy(PublicKey key) {
        String oid = asn1.getSignatureAlgorithm().getAlgorithm().getId();
        return asn1.getTBSCertList().getSignature().getAlgorithm().getId().equals(oid)
                && SignatureScheme.ofOid(oid)
                        .map(scheme -> Providers.verify(
                                scheme, key, SignedOctets.of(der).toArray(), signature))
                        .orElse(false);
    }
}
