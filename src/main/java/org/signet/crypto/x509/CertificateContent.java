package org.signet.crypto.x509;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.OtherName;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.x509.der.Times;
import org.signet.model.Bytes;
import org.signet.model.DistinguishedName;
import org.signet.model.EmailAddress;
import org.signet.model.KeyId;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;
import org.signet.model.SerialNumber;
import org.signet.model.Validity;

/**
 * What a certificate says: its TBSCertificate (RFC 5280 §4.1.2), signed or still to be signed. Everything that may be
 * judged before a signature exists is judged on this.
 */
public final class CertificateContent {
    /** id-on-SmtpUTF8Mailbox (RFC 9598 §3). */
    public static final ASN1ObjectIdentifier SMTP_UTF8_MAILBOX = new ASN1ObjectIdentifier("1.3.6.1.5.5.7.8.9");

    /** smimeCapabilities (RFC 4262). */
    public static final ASN1ObjectIdentifier SMIME_CAPABILITIES = new ASN1ObjectIdentifier("1.2.840.113549.1.9.15");

    private final Bytes der;
    private final TBSCertificate asn1;
    private final PublicKey publicKey;
    private final Validity validity;
    /** Without those that are no ASN.1. */
    private final Map<ASN1ObjectIdentifier, ASN1Primitive> extensionValues;

    private final boolean ca;
    private final boolean ocspResponder;
    private final Optional<Bytes> subjectKeyIdentifier;
    private final List<String> mailboxes;

    /** Reads all that the accessors tell, so that none of them fails later. */
    private CertificateContent(Bytes der, TBSCertificate asn1, PublicKey publicKey) {
        this.der = der;
        this.asn1 = asn1;
        this.publicKey = publicKey;
        Names.check(asn1.getIssuer());
        Names.check(asn1.getSubject());
        this.validity = new Validity(Times.instant(asn1.getStartDate()), Times.instant(asn1.getEndDate()));
        this.extensionValues = parseExtensions(asn1.getExtensions());
        this.ca = extensionValue(Extension.basicConstraints)
                .map(value -> BasicConstraints.getInstance(value).isCA())
                .orElse(false);
        this.ocspResponder = !ca
                && extensionValue(Extension.extendedKeyUsage)
                        .map(value ->
                                ExtendedKeyUsage.getInstance(value).hasKeyPurposeId(KeyPurposeId.id_kp_OCSPSigning))
                        .orElse(false);
        this.subjectKeyIdentifier = extensionValue(Extension.subjectKeyIdentifier)
                .map(value -> Bytes.of(SubjectKeyIdentifier.getInstance(value).getKeyIdentifier()));
        this.mailboxes = extensionValue(Extension.subjectAlternativeName)
                .map(value -> mailboxes(GeneralNames.getInstance(value)))
                .orElse(List.of());
    }

    /** Parses a DER TBSCertificate; refused if it is malformed or its key is of a kind that Signet does not know. */
    public static Outcome<CertificateContent> parse(Bytes der) {
        try {
            return of(der, TBSCertificate.getInstance(ASN1Primitive.fromByteArray(der.toArray())));
        } catch (IOException | RuntimeException e) {
            return Outcome.refused(RefusalCode.BAD_INPUT, "This is not a well-formed certificate.");
        }
    }

    static Outcome<CertificateContent> of(Bytes der, TBSCertificate asn1) {
        PublicKey key;
        try {
            var spki = asn1.getSubjectPublicKeyInfo();
            key = Providers.publicKey(spki.getAlgorithm().getAlgorithm().getId(), spki.getEncoded());
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            return Outcome.refused(
                    RefusalCode.BAD_INPUT,
                    "The certificate's public key is malformed or of a kind Signet cannot read.");
        }
        return Outcome.ok(new CertificateContent(der, asn1, key));
    }

    /** The DER encoding of the TBSCertificate: what the signature covers. */
    public Bytes der() {
        return der;
    }

    /** The ASN.1 structure, for the rest of the crypto core. */
    public TBSCertificate asn1() {
        return asn1;
    }

    /**
     * The serial number of a certificate of ours.
     *
     * @throws IllegalArgumentException if it is none as RFC 5280 wants it; ask for {@link #soundSerial} or show
     *     {@link #serialText} where the certificate may be anybody's
     */
    public SerialNumber serial() {
        return new SerialNumber(asn1.getSerialNumber().getValue());
    }

    /** The serial number; refused if it is not positive or too long. */
    public Outcome<SerialNumber> soundSerial() {
        return SerialNumber.of(asn1.getSerialNumber().getValue());
    }

    /** The serial number as it stands, in lower-case hexadecimal, with a minus sign if it is negative. */
    public String serialText() {
        return asn1.getSerialNumber().getValue().toString(16);
    }

    public Validity validity() {
        return validity;
    }

    public PublicKey publicKey() {
        return publicKey;
    }

    public KeyId keyId() {
        try {
            return new KeyId(
                    Bytes.of(Providers.sha256(asn1.getSubjectPublicKeyInfo().getEncoded())));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The subject as text, most general attribute first. Hostile input: escape it wherever it is shown. */
    public String subject() {
        return Names.text(asn1.getSubject());
    }

    /** The subject, if it is one that Signet would write octet by octet the same. */
    public Optional<DistinguishedName> distinguishedName() {
        return Names.decode(asn1.getSubject());
    }

    public String issuer() {
        return Names.text(asn1.getIssuer());
    }

    /** The subject's common name, or the whole subject where there is none. */
    public String shortName() {
        return Names.shortName(asn1.getSubject());
    }

    /** The issuer's common name, or the whole issuer where there is none. */
    public String shortIssuer() {
        return Names.shortName(asn1.getIssuer());
    }

    /** The subject's organisation, if it names one. */
    public Optional<String> organization() {
        return Names.value(asn1.getSubject(), BCStyle.O);
    }

    /** True if basicConstraints says CA. */
    public boolean isCa() {
        return ca;
    }

    /** True if this is no CA and extKeyUsage lets its key sign OCSP answers for the issuer (RFC 6960 §4.2.2.2). */
    public boolean isOcspResponder() {
        return ocspResponder;
    }

    /** The subject key identifier's octets, if there are any. */
    public Optional<Bytes> subjectKeyIdentifier() {
        return subjectKeyIdentifier;
    }

    /** What certificates and CRLs below this CA name as their issuer's key; made up for a CA that does not say it itself. */
    Bytes keyIdentifierBelow() {
        return subjectKeyIdentifier.orElseGet(() -> Bytes.of(TbsEncoder.keyIdentifier(asn1.getSubjectPublicKeyInfo())));
    }

    /** Mailboxes of the subjectAltName, rfc822Name and SmtpUTF8Mailbox; those that are no addresses are left out. */
    public List<EmailAddress> addresses() {
        List<EmailAddress> addresses = new ArrayList<>();
        mailboxes.forEach(text -> EmailAddress.parse(text).run(addresses::add, refusal -> {}));
        return addresses;
    }

    /** The same with the address that old certificates have in their subject (RFC 8550 §3); to read others' only. */
    public List<EmailAddress> allAddresses() {
        List<EmailAddress> all = new ArrayList<>(addresses());
        Names.value(asn1.getSubject(), BCStyle.EmailAddress)
                .ifPresent(text -> EmailAddress.parse(text).run(all::add, refusal -> {}));
        return EmailAddress.distinct(all);
    }

    /** The same as they are written there, be they addresses or not. */
    public List<String> mailboxes() {
        return mailboxes;
    }

    private static List<String> mailboxes(GeneralNames names) {
        List<String> mailboxes = new ArrayList<>();
        for (GeneralName name : names.getNames()) {
            mailbox(name).ifPresent(mailboxes::add);
        }
        return List.copyOf(mailboxes);
    }

    private static Optional<String> mailbox(GeneralName name) {
        if (name.getTagNo() == GeneralName.rfc822Name) {
            return Optional.of(ASN1IA5String.getInstance(name.getName()).getString());
        }
        if (name.getTagNo() == GeneralName.otherName) {
            OtherName other = OtherName.getInstance(name.getName());
            if (other.getTypeID().equals(SMTP_UTF8_MAILBOX)) {
                return Optional.of(ASN1UTF8String.getInstance(other.getValue()).getString());
            }
        }
        return Optional.empty();
    }

    /**
     * An extension's value, parsed as ASN.1.
     *
     * @throws IllegalArgumentException if it is no ASN.1
     */
    public Optional<ASN1Primitive> extensionValue(ASN1ObjectIdentifier oid) {
        ASN1Primitive value = extensionValues.get(oid);
        if (value == null && extension(oid).isPresent()) {
            throw new IllegalArgumentException("the extension " + oid + " is malformed");
        }
        return Optional.ofNullable(value);
    }

    private static Map<ASN1ObjectIdentifier, ASN1Primitive> parseExtensions(Extensions extensions) {
        if (extensions == null) {
            return Map.of();
        }
        Map<ASN1ObjectIdentifier, ASN1Primitive> values = new HashMap<>();
        for (ASN1ObjectIdentifier oid : extensions.getExtensionOIDs()) {
            parse(extensions.getExtensionValue(oid).getOctets()).ifPresent(value -> values.put(oid, value));
        }
        return Map.copyOf(values);
    }

    private static Optional<ASN1Primitive> parse(byte[] encoded) {
        try {
            return Optional.ofNullable(ASN1Primitive.fromByteArray(encoded));
        } catch (IOException | RuntimeException malformed) {
            // Whoever asks for this extension is told so; whoever asks for others is not disturbed.
            return Optional.empty();
        }
    }

    /** An extension by its OID. */
    public Optional<Extension> extension(ASN1ObjectIdentifier oid) {
        Extensions extensions = asn1.getExtensions();
        return Optional.ofNullable(extensions == null ? null : extensions.getExtension(oid));
    }
}
