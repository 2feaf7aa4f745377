package org.signet.interop;

import java.io.IOException;
import java.math.BigInteger;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.signet.app.TestCa;
import org.signet.crypto.keys.SigningKey;
import org.signet.crypto.policy.SignatureScheme;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.CertificateContent;
import org.signet.model.Bytes;

/**
 * What the key of an issuing CA can sign when no rule and no record of ours stands before it.
 *
 * @param key what the certificates are for
 */
record Misissuance(Certificate issuer, SigningKey signer, PublicKey key) {

    /** A day's certificate for mail with this subject and these alternative names, if any. */
    Certificate leaf(String subject, Optional<String> names) throws IOException {
        SignatureScheme scheme = SignatureScheme.forKey(signer.publicKey());
        V3TBSCertificateGenerator content = new V3TBSCertificateGenerator();
        content.setSerialNumber(new ASN1Integer(new BigInteger(64, TestCa.RANDOM)));
        content.setIssuer(issuer.content().asn1().getSubject());
        content.setSignature(new AlgorithmIdentifier(new ASN1ObjectIdentifier(scheme.oid())));
        content.setStartDate(new Time(Date.from(Instant.now().minusSeconds(300))));
        content.setEndDate(new Time(Date.from(Instant.now().plusSeconds(86_400))));
        content.setSubject(subject(subject));
        content.setSubjectPublicKeyInfo(SubjectPublicKeyInfo.getInstance(key.getEncoded()));
        ExtensionsGenerator extensions = new ExtensionsGenerator();
        extensions.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        extensions.addExtension(
                Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_emailProtection));
        extensions.addExtension(
                Extension.authorityKeyIdentifier,
                false,
                new AuthorityKeyIdentifier(
                        issuer.content().subjectKeyIdentifier().orElseThrow().toArray()));
        if (names.isPresent()) {
            extensions.addExtension(Extension.subjectAlternativeName, false, names(names.get()));
        }
        content.setExtensions(extensions.generate());
        CertificateContent signed = CertificateContent.parse(
                        Bytes.of(content.generateTBSCertificate().getEncoded("DER")))
                .orThrow();
        return Certificate.assemble(signed, signer.sign(scheme, signed.der().toArray()));
    }

    /** One attribute: CN, emailAddress as it must be (E), or emailAddress in UTF-8 (U). */
    private static X500Name subject(String text) {
        String value = text.substring(text.indexOf('=') + 1);
        return new X500Name(new RDN[] {
            switch (text.substring(0, text.indexOf('='))) {
                case "E" -> new RDN(BCStyle.EmailAddress, new DERIA5String(value));
                case "U" -> new RDN(BCStyle.EmailAddress, new DERUTF8String(value));
                default -> new RDN(BCStyle.CN, new DERUTF8String(value));
            }
        });
    }

    private static GeneralNames names(String text) {
        return new GeneralNames(Arrays.stream(text.split(" "))
                .map(name -> {
                    String mailbox = name.substring(name.indexOf(':') + 1);
                    return name.startsWith("rfc822:")
                            ? new GeneralName(GeneralName.rfc822Name, mailbox)
                            : new GeneralName(GeneralName.otherName, smtpUtf8(mailbox));
                })
                .toArray(GeneralName[]::new));
    }

    private static ASN1Encodable smtpUtf8(String mailbox) {
        return new DERSequence(new ASN1Encodable[] {
            CertificateContent.SMTP_UTF8_MAILBOX, new DERTaggedObject(true, 0, new DERUTF8String(mailbox))
        });
    }
}
