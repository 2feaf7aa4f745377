package org.signet.crypto.smime.writing;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.SignerIdentifier;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.signet.crypto.keys.SigningKey;
import org.signet.crypto.policy.DigestAlgorithm;
import org.signet.crypto.policy.SignatureScheme;
import org.signet.crypto.smime.cms.CertificateReference;
import org.signet.crypto.smime.cms.CmsType;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.der.Der;
import org.signet.model.Bytes;
import org.signet.model.SizedOctets;

/**
 * Makes a SignedData in DER (RFC 5652 §5), always with signed attributes: a signature over bare content could be passed off as
 * one over attributes, and the other way round.
 */
public final class Signing {
    private static final int CERTIFICATES = Der.TAGGED + Der.CONSTRUCTED;
    private static final int SIGNED_ATTRIBUTES = Der.TAGGED + Der.CONSTRUCTED;

    private final List<Signer> signers;
    private final List<Certificate> enclosed;
    private final Instant at;

    /**
     * Who signs.
     *
     * @param encryption the certificate that others should encrypt to
     */
    public record Signer(SigningKey key, Certificate certificate, SignatureScheme scheme, Certificate encryption) {
        DigestAlgorithm digest() {
            return DigestAlgorithm.of(scheme);
        }
    }

    /**
     * @param enclosed certificates that go along, those of the signers among them
     * @param at when it is signed
     */
    public Signing(List<Signer> signers, List<Certificate> enclosed, Instant at) {
        this.signers = List.copyOf(signers);
        this.enclosed = List.copyOf(enclosed);
        this.at = at;
    }

    /** The digests that the signatures are made over, as multipart/signed names them (RFC 8551 §3.5.3.2). */
    public List<DigestAlgorithm> digests() {
        return signers.stream().map(Signer::digest).distinct().toList();
    }

    /** With the content inside: opaque. */
    public SizedOctets attached(CmsType type, SizedOctets content, List<ExtraAttribute> extra) throws IOException {
        return signed(type, Optional.of(content), content, extra);
    }

    /** Of content that lies elsewhere: detached. */
    public SizedOctets detached(CmsType type, SizedOctets content, List<ExtraAttribute> extra) throws IOException {
        return signed(type, Optional.empty(), content, extra);
    }

    /** An attribute that goes into every signature besides those that all have. */
    public record ExtraAttribute(ASN1ObjectIdentifier type, ASN1Encodable value) {}

    private SizedOctets signed(
            CmsType type, Optional<SizedOctets> inside, SizedOctets content, List<ExtraAttribute> extra)
            throws IOException {
        Digesting digesting = new Digesting(digests());
        content.writeTo(digesting);
        List<byte[]> infos = new ArrayList<>();
        for (Signer signer : signers) {
            infos.add(signerInfo(signer, type, digesting.of(signer.digest()), extra));
        }
        ASN1EncodableVector algorithms = new ASN1EncodableVector();
        digests().forEach(digest -> algorithms.add(Attributes.identifier(digest)));
        return Element.contentInfo(
                CmsType.SIGNED_DATA,
                Element.of(
                        Der.SEQUENCE,
                        Element.of(new ASN1Integer(type == CmsType.DATA ? 1 : 3)),
                        Element.of(new DERSet(algorithms)),
                        inside.map(octets -> Element.encapsulated(type, octets))
                                .orElseGet(() -> Element.of(Der.SEQUENCE, Element.oid(type))),
                        SizedOctets.of(certificates()),
                        SizedOctets.of(Element.sorted(Der.SET, infos.stream()))));
    }

    private byte[] certificates() {
        return enclosed.isEmpty()
                ? new byte[0]
                : Element.sorted(
                        CERTIFICATES, enclosed.stream().map(each -> each.der().toArray()));
    }

    private byte[] signerInfo(Signer signer, CmsType type, Bytes digest, List<ExtraAttribute> extra)
            throws IOException {
        AlgorithmIdentifier algorithm = Attributes.identifier(signer.scheme());
        ASN1EncodableVector list = new Attributes(signer, at).list(type, digest);
        extra.forEach(each -> list.add(new Attribute(each.type(), new DERSet(each.value()))));
        byte[] attributes = Element.der(new DERSet(list));
        byte[] signature = signer.key().sign(signer.scheme(), attributes);
        attributes[0] = (byte) SIGNED_ATTRIBUTES;
        return Der.of(
                Der.SEQUENCE,
                Element.der(new ASN1Integer(1)),
                Element.der(new SignerIdentifier(CertificateReference.issuerAndSerial(signer.certificate()))),
                Element.der(Attributes.identifier(signer.digest())),
                attributes,
                Element.der(algorithm),
                Element.der(new DEROctetString(signature)));
    }

    /** Several digests of what is written to it. */
    private static final class Digesting extends OutputStream {
        private final List<DigestAlgorithm> algorithms;
        private final List<MessageDigest> running;

        Digesting(List<DigestAlgorithm> algorithms) {
            this.algorithms = algorithms;
            this.running = algorithms.stream().map(DigestAlgorithm::start).toList();
        }

        @Override
        public void write(int octet) {
            running.forEach(digest -> digest.update((byte) octet));
        }

        @Override
        public void write(byte[] octets, int from, int length) {
            running.forEach(digest -> digest.update(octets, from, length));
        }

        /** Several signers may share one, so it is not used up. */
        Bytes of(DigestAlgorithm algorithm) {
            try {
                MessageDigest copy = (MessageDigest)
                        running.get(algorithms.indexOf(algorithm)).clone();
                return Bytes.of(copy.digest());
            } catch (CloneNotSupportedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
