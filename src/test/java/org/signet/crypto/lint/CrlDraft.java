package org.signet.crypto.lint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTCTime;
import org.bouncycastle.asn1.DLSequence;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.policy.SignatureScheme;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.Pem;
import org.signet.model.Bytes;

/** A CRL's content in pieces, so that a sample can be wrong in one of them. */
final class CrlDraft {
    private static final String REVOKED_AT = "261123080000Z";

    ASN1Encodable version = new ASN1Integer(1);
    AlgorithmIdentifier algorithm;
    /** Beside the signature. */
    AlgorithmIdentifier outerAlgorithm;

    ASN1Encodable issuer;
    ASN1Encodable thisUpdate = new DERUTCTime("261124120000Z");
    ASN1Encodable nextUpdate = new DERUTCTime("261204120000Z");
    final List<ASN1Encodable> entries = new ArrayList<>();
    /** Written where there is no entry. */
    boolean emptyList;

    final Map<ASN1ObjectIdentifier, ASN1Encodable> extensions = new LinkedHashMap<>();

    static CrlDraft of(Certificate issuer, SignatureScheme scheme) {
        CrlDraft draft = new CrlDraft();
        draft.algorithm = issuer.content().asn1().getSignature();
        if (!draft.algorithm.getAlgorithm().getId().equals(scheme.oid())) {
            draft.algorithm =
                    new AlgorithmIdentifier(new ASN1ObjectIdentifier(scheme.oid()), draft.algorithm.getParameters());
        }
        draft.issuer = issuer.content().asn1().getSubject();
        byte[] key = issuer.content().subjectKeyIdentifier().orElseThrow().toArray();
        draft.set(Extension.authorityKeyIdentifier, false, new AuthorityKeyIdentifier(key));
        draft.set(Extension.cRLNumber, false, new ASN1Integer(7));
        draft.entry(0x1001);
        draft.entry(0x1002, extension(Extension.reasonCode, false, new ASN1Enumerated(1)));
        return draft;
    }

    void entry(long serial, ASN1Encodable... extensions) {
        entryAt(serial, new DERUTCTime(REVOKED_AT), extensions);
    }

    void entryAt(long serial, ASN1Encodable date, ASN1Encodable... extensions) {
        ASN1EncodableVector entry = new ASN1EncodableVector();
        entry.add(new ASN1Integer(BigInteger.valueOf(serial)));
        entry.add(date);
        if (extensions.length > 0) {
            entry.add(new DLSequence(extensions));
        }
        entries.add(new DLSequence(entry));
    }

    void set(ASN1ObjectIdentifier oid, boolean critical, ASN1Encodable value) {
        extensions.put(oid, extension(oid, critical, value));
    }

    static Extension extension(ASN1ObjectIdentifier oid, boolean critical, ASN1Encodable value) {
        try {
            return new Extension(
                    oid, critical, new DEROctetString(value.toASN1Primitive().getEncoded(ASN1Encoding.DER)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private DLSequence content() {
        ASN1EncodableVector tbs = new ASN1EncodableVector();
        if (version != null) {
            tbs.add(version);
        }
        tbs.add(algorithm);
        tbs.add(issuer);
        tbs.add(thisUpdate);
        if (nextUpdate != null) {
            tbs.add(nextUpdate);
        }
        if (emptyList || !entries.isEmpty()) {
            tbs.add(new DLSequence(entries.toArray(ASN1Encodable[]::new)));
        }
        if (!extensions.isEmpty()) {
            DLSequence all = new DLSequence(extensions.values().toArray(ASN1Encodable[]::new));
            tbs.add(new DERTaggedObject(true, 0, all));
        }
        return new DLSequence(tbs);
    }

    /** The signed CRL in PEM. */
    String pem(KeyPair signer) {
        SignatureScheme scheme =
                SignatureScheme.ofOid(algorithm.getAlgorithm().getId()).orElseThrow();
        DLSequence content = content();
        try {
            byte[] signature = Providers.sign(scheme, signer.getPrivate(), content.getEncoded(ASN1Encoding.DL));
            DLSequence whole = new DLSequence(new ASN1Encodable[] {
                content, outerAlgorithm == null ? algorithm : outerAlgorithm, new DERBitString(signature)
            });
            return Pem.encode(Pem.CRL, Bytes.of(whole.getEncoded(ASN1Encoding.DL)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
