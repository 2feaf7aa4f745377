package org.signet.crypto.x509;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.OtherName;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.policy.SignatureScheme;
import org.signet.crypto.x509.der.Times;
import org.signet.model.Bytes;
import org.signet.model.EmailAddress;

/** Encodes a {@link CertificateTemplate}. Order and criticality of the extensions follow RFC 5280 §4.2. */
final class TbsEncoder {
    private static final int KEY_IDENTIFIER_OCTETS = 20;

    private TbsEncoder() {}

    static Bytes encode(CertificateTemplate template) {
        try {
            V3TBSCertificateGenerator tbs = new V3TBSCertificateGenerator();
            X500Name subject = Names.encode(template.subject());
            SubjectPublicKeyInfo key =
                    SubjectPublicKeyInfo.getInstance(template.subjectKey().getEncoded());
            tbs.setSerialNumber(new ASN1Integer(template.serial().value()));
            tbs.setSignature(algorithm(template.signature()));
            tbs.setIssuer(
                    template.issuer() == null
                            ? subject
                            : template.issuer().content().asn1().getSubject());
            tbs.setStartDate(Times.encode(template.validity().notBefore()));
            tbs.setEndDate(Times.encode(template.validity().notAfter()));
            tbs.setSubject(subject);
            tbs.setSubjectPublicKeyInfo(key);
            tbs.setExtensions(extensions(template, key));
            return Bytes.of(tbs.generateTBSCertificate().getEncoded(ASN1Encoding.DER));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** RSA with NULL parameters, ECDSA with none (S/MIME BR §7.1.3.2; RFC 4055 §5, RFC 5758 §3.2). */
    static AlgorithmIdentifier algorithm(SignatureScheme scheme) {
        ASN1ObjectIdentifier oid = new ASN1ObjectIdentifier(scheme.oid());
        return scheme.isRsa() ? new AlgorithmIdentifier(oid, DERNull.INSTANCE) : new AlgorithmIdentifier(oid);
    }

    private static Extensions extensions(CertificateTemplate t, SubjectPublicKeyInfo key) throws IOException {
        List<Extension> list = new ArrayList<>();
        if (t.ca() != null) {
            list.add(extension(Extension.basicConstraints, true, basicConstraints(t.ca())));
        }
        list.add(extension(Extension.keyUsage, true, keyUsage(t)));
        if (!t.purpose().extendedKeyUse().isEmpty()) {
            list.add(extension(Extension.extendedKeyUsage, false, extendedKeyUsage(t)));
        }
        if (t.purpose().extendedKeyUse().contains(CertificateTemplate.ExtendedKeyUse.OCSP_SIGNING)) {
            // Else a client would ask the responder about the responder (RFC 6960 §4.2.2.2.1).
            list.add(extension(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck, false, DERNull.INSTANCE));
        }
        SubjectKeyIdentifier own = new SubjectKeyIdentifier(keyIdentifier(key));
        list.add(extension(Extension.subjectKeyIdentifier, false, own));
        list.add(extension(Extension.authorityKeyIdentifier, false, authorityKey(t, own)));
        if (!t.addresses().isEmpty()) {
            list.add(extension(
                    Extension.subjectAlternativeName, t.subject().attributes().isEmpty(), mailboxes(t)));
        }
        if (!t.policies().isEmpty()) {
            list.add(extension(Extension.certificatePolicies, false, policies(t)));
        }
        if (t.ca() != null && !t.ca().domains().isEmpty()) {
            list.add(extension(Extension.nameConstraints, t.ca().critical(), constraints(t.ca())));
        }
        if (!t.purpose().capabilities().isEmpty()) {
            list.add(extension(CertificateContent.SMIME_CAPABILITIES, false, capabilities(t.purpose())));
        }
        if (t.links().crl() != null) {
            list.add(extension(
                    Extension.cRLDistributionPoints, false, crl(t.links().crl())));
        }
        AccessDescription[] access = access(t.links());
        if (access.length > 0) {
            list.add(extension(Extension.authorityInfoAccess, false, new AuthorityInformationAccess(access)));
        }
        return new Extensions(list.toArray(Extension[]::new));
    }

    static Extension extension(ASN1ObjectIdentifier oid, boolean critical, ASN1Encodable value) {
        try {
            return new Extension(
                    oid, critical, new DEROctetString(value.toASN1Primitive().getEncoded(ASN1Encoding.DER)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static BasicConstraints basicConstraints(CertificateTemplate.CaScope ca) {
        return ca.pathLength() == null ? new BasicConstraints(true) : new BasicConstraints(ca.pathLength());
    }

    /** A SEQUENCE of one SEQUENCE for each cipher, without parameters (RFC 8551 §2.5.2, RFC 4262 §2). */
    private static DERSequence capabilities(CertificateTemplate.Purpose purpose) {
        return new DERSequence(purpose.capabilities().stream()
                .map(cipher -> new DERSequence(new ASN1ObjectIdentifier(cipher.oid())))
                .toArray(ASN1Encodable[]::new));
    }

    private static KeyUsage keyUsage(CertificateTemplate t) {
        return new KeyUsage(t.purpose().keyUsage().stream()
                .mapToInt(bit -> switch (bit) {
                    case DIGITAL_SIGNATURE -> KeyUsage.digitalSignature;
                    case KEY_ENCIPHERMENT -> KeyUsage.keyEncipherment;
                    case KEY_AGREEMENT -> KeyUsage.keyAgreement;
                    case KEY_CERT_SIGN -> KeyUsage.keyCertSign;
                    case CRL_SIGN -> KeyUsage.cRLSign;
                })
                .reduce(0, (a, b) -> a | b));
    }

    private static ExtendedKeyUsage extendedKeyUsage(CertificateTemplate t) {
        return new ExtendedKeyUsage(t.purpose().extendedKeyUse().stream()
                .sorted()
                .map(use -> switch (use) {
                    case EMAIL_PROTECTION -> KeyPurposeId.id_kp_emailProtection;
                    case CLIENT_AUTH -> KeyPurposeId.id_kp_clientAuth;
                    case OCSP_SIGNING -> KeyPurposeId.id_kp_OCSPSigning;
                })
                .toArray(KeyPurposeId[]::new));
    }

    /** The leftmost 160 bits of SHA-256 over the key (RFC 7093 §2 method 1). */
    static byte[] keyIdentifier(SubjectPublicKeyInfo key) {
        byte[] digest = Providers.sha256(key.getPublicKeyData().getOctets());
        return java.util.Arrays.copyOf(digest, KEY_IDENTIFIER_OCTETS);
    }

    private static AuthorityKeyIdentifier authorityKey(CertificateTemplate t, SubjectKeyIdentifier own) {
        byte[] id = t.issuer() == null
                ? own.getKeyIdentifier()
                : t.issuer().content().keyIdentifierBelow().toArray();
        return new AuthorityKeyIdentifier(id);
    }

    private static GeneralNames mailboxes(CertificateTemplate t) {
        return new GeneralNames(t.addresses().stream().map(TbsEncoder::mailbox).toArray(GeneralName[]::new));
    }

    static GeneralName mailbox(EmailAddress address) {
        if (address.needsSmtpUtf8Mailbox()) {
            return new GeneralName(
                    GeneralName.otherName,
                    new OtherName(CertificateContent.SMTP_UTF8_MAILBOX, new DERUTF8String(address.toString())));
        }
        return new GeneralName(GeneralName.rfc822Name, new DERIA5String(address.toString()));
    }

    private static CertificatePolicies policies(CertificateTemplate t) {
        return new CertificatePolicies(t.policies().stream()
                .map(oid -> new PolicyInformation(new ASN1ObjectIdentifier(oid)))
                .toArray(PolicyInformation[]::new));
    }

    /** {@code example.com} is that host alone and {@code .example.com} its sub-domains alone, so both are written. */
    private static NameConstraints constraints(CertificateTemplate.CaScope ca) {
        GeneralSubtree[] permitted = ca.domains().stream()
                .flatMap(domain -> java.util.stream.Stream.of(domain, "." + domain))
                .map(base -> new GeneralSubtree(new GeneralName(GeneralName.rfc822Name, base)))
                .toArray(GeneralSubtree[]::new);
        return new NameConstraints(permitted, null);
    }

    private static CRLDistPoint crl(String url) {
        DistributionPointName name = new DistributionPointName(new GeneralNames(uri(url)));
        return new CRLDistPoint(new DistributionPoint[] {new DistributionPoint(name, null, null)});
    }

    private static AccessDescription[] access(CertificateTemplate.Links links) {
        List<AccessDescription> access = new ArrayList<>();
        if (links.ocsp() != null) {
            access.add(new AccessDescription(AccessDescription.id_ad_ocsp, uri(links.ocsp())));
        }
        if (links.issuer() != null) {
            access.add(new AccessDescription(AccessDescription.id_ad_caIssuers, uri(links.issuer())));
        }
        return access.toArray(AccessDescription[]::new);
    }

    static GeneralName uri(String url) {
        return new GeneralName(GeneralName.uniformResourceIdentifier, url);
    }
}
