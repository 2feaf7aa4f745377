package org.signet.crypto.smime.writing;

import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAlgorithmProtection;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.smime.SMIMEEncryptionKeyPreferenceAttribute;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuerSerial;
import org.signet.crypto.policy.ContentCipher;
import org.signet.crypto.policy.DigestAlgorithm;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.policy.SignatureScheme;
import org.signet.crypto.smime.cms.CertificateReference;
import org.signet.crypto.smime.cms.CmsType;
import org.signet.crypto.smime.cms.Oids;
import org.signet.crypto.x509.der.Times;
import org.signet.model.Bytes;

/** The signed attributes of a signature of ours (RFC 8551 §2.5; RFC 5035; RFC 6211), and its algorithm identifiers. */
final class Attributes {
    /** What people's mail programs read, unless their certificate says that theirs reads more. */
    private static final List<ContentCipher> READ_BY_ALL =
            List.of(ContentCipher.AES_256_CBC, ContentCipher.AES_192_CBC, ContentCipher.AES_128_CBC);

    private static final int PSS_SALT = 32;

    private final Signing.Signer signer;
    private final Instant at;

    Attributes(Signing.Signer signer, Instant at) {
        this.signer = signer;
        this.at = at;
    }

    ASN1EncodableVector list(CmsType type, Bytes digest) {
        ASN1EncodableVector list = new ASN1EncodableVector();
        add(list, CMSAttributes.contentType, new ASN1ObjectIdentifier(type.oid()));
        add(list, CMSAttributes.messageDigest, new DEROctetString(digest.toArray()));
        add(list, CMSAttributes.signingTime, Times.encode(at));
        add(list, Oids.SIGNING_CERTIFICATE_V2, signingCertificate());
        add(list, Oids.CAPABILITIES, capabilities());
        add(
                list,
                Oids.KEY_PREFERENCE,
                new SMIMEEncryptionKeyPreferenceAttribute(CertificateReference.issuerAndSerial(signer.encryption()))
                        .getAttributeValues()[0]);
        add(
                list,
                Oids.ALGORITHM_PROTECTION,
                new CMSAlgorithmProtection(
                        identifier(signer.digest()), CMSAlgorithmProtection.SIGNATURE, identifier(signer.scheme())));
        return list;
    }

    private static void add(ASN1EncodableVector list, ASN1ObjectIdentifier type, ASN1Encodable value) {
        list.add(new Attribute(type, new DERSet(value)));
    }

    private ASN1Encodable signingCertificate() {
        var tbs = signer.certificate().content().asn1();
        byte[] hash = Providers.sha256(signer.certificate().der().toArray());
        IssuerSerial serial =
                new IssuerSerial(new GeneralNames(new GeneralName(tbs.getIssuer())), tbs.getSerialNumber());
        // SHA-256 is the default, so that DER leaves its identifier out.
        return new SigningCertificateV2(new ESSCertIDv2(null, hash, serial));
    }

    /** AES stands there without parameters (RFC 8551 §2.5.2). */
    private ASN1Encodable capabilities() {
        List<ContentCipher> own = signer.encryption().capabilities();
        ASN1EncodableVector list = new ASN1EncodableVector();
        (own.isEmpty() ? READ_BY_ALL : own)
                .forEach(cipher -> list.add(new DERSequence(new ASN1ObjectIdentifier(cipher.oid()))));
        return new DERSequence(list);
    }

    /** Without parameters (RFC 5754 §2). */
    static AlgorithmIdentifier identifier(DigestAlgorithm digest) {
        return new AlgorithmIdentifier(new ASN1ObjectIdentifier(digest.oid()));
    }

    /** For PKCS#1 v1.5 that of the key, which every reader knows (RFC 3370 §3.2). */
    static AlgorithmIdentifier identifier(SignatureScheme scheme) {
        if (scheme == SignatureScheme.RSA_PSS_SHA256) {
            AlgorithmIdentifier sha256 =
                    new AlgorithmIdentifier(new ASN1ObjectIdentifier(DigestAlgorithm.SHA256.oid()), DERNull.INSTANCE);
            return new AlgorithmIdentifier(
                    PKCSObjectIdentifiers.id_RSASSA_PSS,
                    new RSASSAPSSparams(
                            sha256,
                            new AlgorithmIdentifier(PKCSObjectIdentifiers.id_mgf1, sha256),
                            new ASN1Integer(PSS_SALT),
                            RSASSAPSSparams.DEFAULT_TRAILER_FIELD));
        }
        return scheme.isRsa()
                ? new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE)
                : new AlgorithmIdentifier(new ASN1ObjectIdentifier(scheme.oid()));
    }
}
