package org.signet.crypto.smime;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.BERSet;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DLSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerIdentifier;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.signet.crypto.policy.DigestAlgorithm;
import org.signet.crypto.smime.People.Person;
import org.signet.crypto.x509.Certificate;

/** A SignedData by hand, right in everything but what a test makes wrong. */
public final class SignedForge {
    private static final ASN1ObjectIdentifier DATA = new ASN1ObjectIdentifier("1.2.840.113549.1.7.1");
    private static final ASN1ObjectIdentifier SIGNED = new ASN1ObjectIdentifier("1.2.840.113549.1.7.2");

    private final Person signer;
    private final byte[] content;
    private DigestAlgorithm digest = DigestAlgorithm.SHA256;
    private String signatureName;
    private AlgorithmIdentifier signature;
    private ASN1ObjectIdentifier type = DATA;
    private Optional<List<Attribute>> attributes = Optional.empty();
    private List<Attribute> unsigned = List.of();
    private List<ASN1Encodable> certificates;
    private List<ASN1Encodable> crls = List.of();
    private boolean byKeyIdentifier;
    private boolean inside = true;

    private SignedForge(Person signer, byte[] content) {
        this.signer = signer;
        this.content = content;
        this.certificates = List.of(asn1(signer.certificate().der().toArray()));
        boolean rsa = signer.pair().getPublic().getAlgorithm().equals("RSA");
        signed(
                rsa ? "SHA256withRSA" : "SHA256withECDSA",
                rsa ? "1.2.840.113549.1.1.11" : "1.2.840.10045.4.3.2",
                rsa ? DERNull.INSTANCE : null);
        attributes = Optional.of(new ArrayList<>(List.of(
                new Attribute(CMSAttributes.contentType, new DERSet(DATA)),
                new Attribute(CMSAttributes.signingTime, new DERSet(time(People.NOW))))));
    }

    public static SignedForge of(Person signer, byte[] content) {
        return new SignedForge(signer, content);
    }

    public static Time time(Instant at) {
        return new Time(java.util.Date.from(at));
    }

    private static ASN1Primitive asn1(byte[] der) {
        try {
            return ASN1Primitive.fromByteArray(der);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public SignedForge digest(DigestAlgorithm other) {
        digest = other;
        return this;
    }

    public SignedForge signed(String jcaName, String oid, ASN1Encodable parameters) {
        signatureName = jcaName;
        signature = parameters == null
                ? new AlgorithmIdentifier(new ASN1ObjectIdentifier(oid))
                : new AlgorithmIdentifier(new ASN1ObjectIdentifier(oid), parameters);
        return this;
    }

    public SignedForge type(String oid) {
        type = new ASN1ObjectIdentifier(oid);
        return this;
    }

    /** Puts it in place of that attribute, with any number of values. */
    public SignedForge with(ASN1ObjectIdentifier oid, ASN1Encodable... values) {
        without(oid);
        return more(oid, values);
    }

    /** Adds an attribute, also one that is already there. */
    public SignedForge more(ASN1ObjectIdentifier oid, ASN1Encodable... values) {
        attributes.orElseThrow().add(new Attribute(oid, new DERSet(values)));
        return this;
    }

    public SignedForge without(ASN1ObjectIdentifier oid) {
        attributes.orElseThrow().removeIf(each -> each.getAttrType().equals(oid));
        return this;
    }

    public SignedForge withoutAttributes() {
        attributes = Optional.empty();
        return this;
    }

    public SignedForge unsigned(ASN1ObjectIdentifier oid, ASN1Encodable... values) {
        unsigned = List.of(new Attribute(oid, new DERSet(values)));
        return this;
    }

    public SignedForge enclosing(Certificate... others) {
        certificates = java.util.Arrays.stream(others)
                .map(each -> (ASN1Encodable) asn1(each.der().toArray()))
                .toList();
        return this;
    }

    public SignedForge crl(byte[] der) {
        crls = List.of(asn1(der));
        return this;
    }

    public SignedForge byKeyIdentifier() {
        byKeyIdentifier = true;
        return this;
    }

    public SignedForge detached() {
        inside = false;
        return this;
    }

    public byte[] der() {
        return encode(ASN1Encoding.DER);
    }

    public byte[] ber() {
        return encode(ASN1Encoding.BER);
    }

    private byte[] encode(String form) {
        try {
            SignedData data = new SignedData(
                    new DLSet(new AlgorithmIdentifier(new ASN1ObjectIdentifier(digest.oid()))),
                    new ContentInfo(
                            type,
                            !inside
                                    ? null
                                    : form.equals(ASN1Encoding.BER)
                                            ? new org.bouncycastle.asn1.BEROctetString(content)
                                            : new DEROctetString(content)),
                    certificates.isEmpty() ? null : new BERSet(vector(certificates)),
                    crls.isEmpty() ? null : new BERSet(vector(crls)),
                    new DERSet(signerInfo()));
            return new ContentInfo(SIGNED, data).getEncoded(form);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ASN1EncodableVector vector(List<? extends ASN1Encodable> all) {
        ASN1EncodableVector vector = new ASN1EncodableVector();
        all.forEach(vector::add);
        return vector;
    }

    /** What the signature covers. */
    private Optional<DERSet> signedAttributes() {
        if (attributes.isEmpty()) {
            return Optional.empty();
        }
        List<Attribute> all = new ArrayList<>(attributes.get());
        if (all.stream().noneMatch(each -> each.getAttrType().equals(CMSAttributes.messageDigest))) {
            all.add(new Attribute(CMSAttributes.messageDigest, new DERSet(new DEROctetString(digest.of(content)))));
        }
        all.removeIf(
                each -> each.getAttrValues().size() == 0 && each.getAttrType().equals(CMSAttributes.messageDigest));
        return Optional.of(new DERSet(vector(all)));
    }

    private SignerInfo signerInfo() throws IOException, GeneralSecurityException {
        Optional<DERSet> set = signedAttributes();
        Signature signing = Signature.getInstance(signatureName);
        signing.initSign(signer.pair().getPrivate());
        signing.update(set.isPresent() ? set.get().getEncoded(ASN1Encoding.DER) : content);
        var tbs = signer.certificate().content().asn1();
        SignerIdentifier sid = byKeyIdentifier
                ? new SignerIdentifier(new DEROctetString(signer.certificate()
                        .content()
                        .subjectKeyIdentifier()
                        .orElseThrow()
                        .toArray()))
                : new SignerIdentifier(new IssuerAndSerialNumber(
                        tbs.getIssuer(), tbs.getSerialNumber().getValue()));
        return new SignerInfo(
                sid,
                new AlgorithmIdentifier(new ASN1ObjectIdentifier(digest.oid())),
                set.orElse(null),
                signature,
                new DEROctetString(signing.sign()),
                unsigned.isEmpty() ? null : new DERSet(vector(unsigned)));
    }
}
