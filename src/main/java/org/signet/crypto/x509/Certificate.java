package org.signet.crypto.x509;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.smime.SMIMECapability;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.signet.crypto.policy.ContentCipher;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.policy.SignatureScheme;
import org.signet.model.Bytes;
import org.signet.model.EmailAddress;
import org.signet.model.Fingerprint;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;

/** A signed certificate (RFC 5280 §4.1). Parsing checks its form, not its signature or its trust. */
public final class Certificate {
    private static final int MAX_OCTETS = 64 * 1024;

    private final Bytes der;
    private final CertificateContent content;
    private final String signatureOid;
    private final byte[] signature;
    /** Read when first asked for: an issuing CA's at every issuance. */
    private volatile MailConstraints constraints;

    private Certificate(Bytes der, CertificateContent content, String signatureOid, byte[] signature) {
        this.der = der;
        this.content = content;
        this.signatureOid = signatureOid;
        this.signature = signature;
    }

    /** Parses one DER certificate of at most 64 KiB, with nothing behind it. */
    public static Outcome<Certificate> parse(Bytes der) {
        if (der.length() > MAX_OCTETS) {
            return Outcome.refused(RefusalCode.TOO_LARGE, "A certificate has at most 64 KiB.");
        }
        try {
            var asn1 = org.bouncycastle.asn1.x509.Certificate.getInstance(ASN1Primitive.fromByteArray(der.toArray()));
            return CertificateContent.of(SignedOctets.of(der), asn1.getTBSCertificate())
                    .map(content -> new Certificate(
                            der,
                            content,
                            asn1.getSignatureAlgorithm().getAlgorithm().getId(),
                            asn1.getSignature().getOctets()));
        } catch (IOException | RuntimeException e) {
            return Outcome.refused(RefusalCode.BAD_INPUT, "This is not a well-formed certificate.");
        }
    }

    /** Every certificate in a file: one DER, or any number of PEM blocks. */
    public static Outcome<List<Certificate>> parseFile(byte[] file) {
        List<Bytes> encodings = Pem.isPem(file)
                ? Pem.decodeAll(Pem.CERTIFICATE, new String(file, StandardCharsets.ISO_8859_1))
                : List.of(Bytes.of(file));
        if (encodings.isEmpty()) {
            return Outcome.refused(
                    RefusalCode.BAD_INPUT, "There is no certificate in this file; give one in PEM or DER.");
        }
        List<Certificate> certificates = new ArrayList<>();
        for (Bytes encoding : encodings) {
            Outcome<Certificate> parsed = parse(encoding);
            if (!parsed.isOk()) {
                return Outcome.refused(parsed.refusal());
            }
            certificates.add(parsed.orThrow());
        }
        return Outcome.ok(certificates);
    }

    /** Puts content and signature together. The content's own AlgorithmIdentifier is repeated outside (§4.1.1.2). */
    public static Certificate assemble(CertificateContent content, byte[] signature) {
        try {
            var tbs = content.asn1();
            DERSequence sequence = new DERSequence(new org.bouncycastle.asn1.ASN1Encodable[] {
                ASN1Primitive.fromByteArray(content.der().toArray()), tbs.getSignature(), new DERBitString(signature)
            });
            return new Certificate(
                    Bytes.of(sequence.getEncoded(ASN1Encoding.DER)),
                    content,
                    tbs.getSignature().getAlgorithm().getId(),
                    signature.clone());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public Bytes der() {
        return der;
    }

    public CertificateContent content() {
        return content;
    }

    public Fingerprint sha256() {
        return new Fingerprint(Bytes.of(Providers.sha256(der.toArray())));
    }

    /** The "thumbprint" that Windows shows and gpgsm's trustlist names; it identifies, it protects nothing. */
    public Fingerprint sha1() {
        return new Fingerprint(Bytes.of(Providers.sha1Name(der.toArray())));
    }

    /**
     * The same in the one encoding that an issuer writes. What surrounds the signed content anybody can write otherwise (parameters, lengths) and
     * the signature still holds, so two copies of a certificate are compared by their content.
     */
    public Certificate canonical() {
        return assemble(content, signature);
    }

    /** True if that key made this certificate's signature, with the algorithm that the content names too (§4.1.1.2). */
    public boolean signedBy(PublicKey key) {
        if (!signatureOid.equals(content.asn1().getSignature().getAlgorithm().getId())) {
            return false;
        }
        return SignatureScheme.ofOid(signatureOid)
                .map(scheme -> Providers.verify(scheme, key, content.der().toArray(), signature))
                .orElse(false);
    }

    private MailConstraints constraints() {
        MailConstraints known = constraints;
        if (known == null) {
            known = MailConstraints.of(this);
            constraints = known;
        }
        return known;
    }

    /** Whether this CA's name constraints let it certify that mailbox. */
    public boolean permits(EmailAddress address) {
        return constraints().allows(address.toString());
    }

    /** The mail domains that this CA's name constraints name, without those for sub-domains; empty for no limit. */
    public List<String> mailDomains() {
        return constraints().permitted().stream()
                .filter(base -> !base.startsWith("."))
                .toList();
    }

    /** Whether its name constraints bind the names of subjects. */
    public boolean constrainsSubjects() {
        return constraints().subjects();
    }

    /** Whether its name constraints are critical; also if there are none. */
    public boolean constraintsCritical() {
        return content.extension(Extension.nameConstraints)
                .map(Extension::isCritical)
                .orElse(true);
    }

    /** How many CAs may stand below this one; empty for no limit. */
    public Optional<Integer> pathLength() {
        return content.extensionValue(Extension.basicConstraints)
                .map(value -> BasicConstraints.getInstance(value).getPathLenConstraint())
                .map(limit -> limit.intValue());
    }

    /** Whether its keyUsage, if there is one, allows to sign certificates and CRLs. */
    public boolean mayCertify() {
        return keyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign);
    }

    /** Whether its key may sign messages (RFC 8550 §4.4.2): also without any keyUsage. */
    public boolean signs() {
        return keyUsage(KeyUsage.digitalSignature) || keyUsage(KeyUsage.nonRepudiation);
    }

    /** Whether messages may be encrypted to its key; also without any keyUsage. */
    public boolean encrypts() {
        return keyUsage(KeyUsage.keyEncipherment) || keyUsage(KeyUsage.keyAgreement);
    }

    private boolean keyUsage(int bits) {
        return content.extensionValue(Extension.keyUsage)
                .map(value ->
                        KeyUsage.getInstance(ASN1BitString.getInstance(value)).hasUsages(bits))
                .orElse(true);
    }

    /** Whether its extKeyUsage, if there is one, takes in mail. */
    public boolean servesMail() {
        return content.extensionValue(Extension.extendedKeyUsage)
                .map(ExtendedKeyUsage::getInstance)
                .map(usage -> usage.hasKeyPurposeId(KeyPurposeId.id_kp_emailProtection)
                        || usage.hasKeyPurposeId(KeyPurposeId.anyExtendedKeyUsage))
                .orElse(true);
    }

    /** The content ciphers that its holder's programs read, the one they like best first (RFC 4262); empty if it does not say. */
    public List<ContentCipher> capabilities() {
        return content.extensionValue(PKCSObjectIdentifiers.pkcs_9_at_smimeCapabilities).stream()
                .flatMap(value -> Arrays.stream(ASN1Sequence.getInstance(value).toArray()))
                .flatMap(each ->
                        ContentCipher.ofOid(SMIMECapability.getInstance(each)
                                        .getCapabilityID()
                                        .getId())
                                .stream())
                .toList();
    }

    /** The dotted OIDs of its certificatePolicies (RFC 5280 §4.2.1.4). */
    public List<String> policies() {
        return content.extensionValue(Extension.certificatePolicies).stream()
                .flatMap(value ->
                        Arrays.stream(CertificatePolicies.getInstance(value).getPolicyInformation()))
                .map(policy -> policy.getPolicyIdentifier().getId())
                .toList();
    }

    /** Where its cRLDistributionPoints say that its CRL is (RFC 5280 §4.2.1.13). */
    public List<String> crlUrls() {
        return content.extensionValue(Extension.cRLDistributionPoints).stream()
                .flatMap(value -> Arrays.stream(CRLDistPoint.getInstance(value).getDistributionPoints()))
                .flatMap(point -> UriNames.of(point.getDistributionPoint()).stream())
                .toList();
    }

    /** Where its authorityInfoAccess says that its issuer's certificate is (§4.2.2.1, caIssuers). */
    public List<String> issuerUrls() {
        return accessUrls(AccessDescription.id_ad_caIssuers);
    }

    /** Where its authorityInfoAccess says that an OCSP responder answers. */
    public List<String> ocspUrls() {
        return accessUrls(AccessDescription.id_ad_ocsp);
    }

    private List<String> accessUrls(ASN1ObjectIdentifier method) {
        return content.extensionValue(Extension.authorityInfoAccess).stream()
                .flatMap(value -> Arrays.stream(
                        AuthorityInformationAccess.getInstance(value).getAccessDescriptions()))
                .filter(access -> access.getAccessMethod().equals(method))
                .flatMap(access -> UriNames.of(access.getAccessLocation()).stream())
                .toList();
    }

    public String pem() {
        return Pem.encode(Pem.CERTIFICATE, der);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Certificate c && der.equals(c.der);
    }

    @Override
    public int hashCode() {
        return der.hashCode();
    }

    @Override
    public String toString() {
        return content.subject() + " (" + content.serialText() + ")";
    }
}
