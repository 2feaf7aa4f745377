package org.signet.crypto.lint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.KeyPair;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DLSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.policy.SignatureScheme;
import org.signet.crypto.x509.CertificateContent;
import org.signet.crypto.x509.Pem;
import org.signet.model.Bytes;

/** A certificate's content in pieces, so that a sample can be wrong in one of them. */
final class Draft {
    int version = 2;
    ASN1Integer serial;
    AlgorithmIdentifier algorithm;
    X500Name issuer;
    ASN1Encodable subject;
    ASN1Encodable notBefore;
    ASN1Encodable notAfter;
    SubjectPublicKeyInfo key;
    /** Of version 2; null as it should be. */
    ASN1Encodable subjectUniqueId;

    final Map<ASN1ObjectIdentifier, ASN1Encodable> extensions = new LinkedHashMap<>();

    static Draft of(CertificateContent good) {
        var tbs = good.asn1();
        Draft draft = new Draft();
        draft.serial = tbs.getSerialNumber();
        draft.algorithm = tbs.getSignature();
        draft.issuer = tbs.getIssuer();
        draft.subject = tbs.getSubject();
        draft.notBefore = tbs.getStartDate();
        draft.notAfter = tbs.getEndDate();
        draft.key = tbs.getSubjectPublicKeyInfo();
        for (ASN1ObjectIdentifier oid : tbs.getExtensions().getExtensionOIDs()) {
            draft.extensions.put(oid, tbs.getExtensions().getExtension(oid));
        }
        return draft;
    }

    void set(ASN1ObjectIdentifier oid, boolean critical, ASN1Encodable value) {
        try {
            extensions.put(
                    oid,
                    new Extension(
                            oid,
                            critical,
                            new DEROctetString(value.toASN1Primitive().getEncoded(ASN1Encoding.DER))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The signed certificate in PEM. */
    String pem(KeyPair signer) {
        SignatureScheme scheme =
                SignatureScheme.ofOid(algorithm.getAlgorithm().getId()).orElseThrow();
        ASN1EncodableVector tbs = new ASN1EncodableVector();
        if (version > 0) {
            tbs.add(new DERTaggedObject(true, 0, new ASN1Integer(version)));
        }
        tbs.add(serial);
        tbs.add(algorithm);
        tbs.add(issuer);
        tbs.add(new DERSequence(new ASN1Encodable[] {notBefore, notAfter}));
        tbs.add(subject);
        tbs.add(key);
        if (subjectUniqueId != null) {
            tbs.add(new DERTaggedObject(false, 2, subjectUniqueId));
        }
        if (!extensions.isEmpty()) {
            DERSequence all = new DERSequence(extensions.values().toArray(ASN1Encodable[]::new));
            tbs.add(new DERTaggedObject(true, 3, all));
        }
        try {
            DLSequence content = new DLSequence(tbs);
            byte[] signature = Providers.sign(scheme, signer.getPrivate(), content.getEncoded(ASN1Encoding.DL));
            DLSequence whole = new DLSequence(new ASN1Encodable[] {content, algorithm, new DERBitString(signature)});
            return Pem.encode(Pem.CERTIFICATE, Bytes.of(whole.getEncoded(ASN1Encoding.DL)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
