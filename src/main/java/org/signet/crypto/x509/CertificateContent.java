package org.signet.crypto.x509;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.OtherName;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.signet.crypto.policy.Providers;
import org.signet.model.Bytes;
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
    static final ASN1ObjectIdentifier SMTP_UTF8_MAILBOX = new ASN1ObjectIdentifier("1.3.6.1.5.5.7.8.9");

    private final Bytes der;
    private final TBSCertificate asn1;
    private final PublicKey publicKey;

    private CertificateContent(Bytes der, TBSCertificate asn1, PublicKey publicKey) {
        this.der = der;
        this.asn1 = asn1;
        this.publicKey = publicKey;
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
        try {
            var spki = asn1.getSubjectPublicKeyInfo();
            PublicKey key =
                    Providers.publicKey(spki.getAlgorithm().getAlgorithm().getId(), spki.getEncoded());
            return Outcome.ok(new CertificateContent(der, asn1, key));
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            return Outcome.refused(
                    RefusalCode.BAD_INPUT,
                    "The certificate's public key is malformed or of a kind Signet cannot read.");
        }
    }

    /** The DER encoding of the TBSCertificate: what the signature covers. */
    public Bytes der() {
        return der;
    }

    /** The ASN.1 structure, for the rest of the crypto core. */
    public TBSCertificate asn1() {
        return asn1;
    }

    public SerialNumber serial() {
        return new SerialNumber(asn1.getSerialNumber().getValue());
    }

    public Validity validity() {
        return new Validity(
                asn1.getStartDate().getDate().toInstant(),
                asn1.getEndDate().getDate().toInstant());
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

    public String issuer() {
        return Names.text(asn1.getIssuer());
    }

    /** The subject's common name, or the whole subject where there is none. */
    public String shortName() {
        return Names.shortName(asn1.getSubject());
    }

    /** True if basicConstraints says CA. */
    public boolean isCa() {
        return extension(Extension.basicConstraints)
                .map(e -> BasicConstraints.getInstance(e.getParsedValue()).isCA())
                .orElse(false);
    }

    /** The subject key identifier's octets, if there are any. */
    public Optional<Bytes> subjectKeyIdentifier() {
        return extension(Extension.subjectKeyIdentifier)
                .map(e -> Bytes.of(
                        SubjectKeyIdentifier.getInstance(e.getParsedValue()).getKeyIdentifier()));
    }

    /** Mailboxes of the subjectAltName: rfc822Name and SmtpUTF8Mailbox; those that are no addresses are left out. */
    public List<EmailAddress> addresses() {
        List<EmailAddress> addresses = new ArrayList<>();
        for (GeneralName name : alternativeNames()) {
            mailbox(name).ifPresent(text -> EmailAddress.parse(text).run(addresses::add, refusal -> {}));
        }
        return addresses;
    }

    private List<GeneralName> alternativeNames() {
        return extension(Extension.subjectAlternativeName)
                .map(e -> List.of(GeneralNames.getInstance(e.getParsedValue()).getNames()))
                .orElse(List.of());
    }

    /** True if the subjectAltName holds that address, spelled just so. */
    public boolean names(EmailAddress address) {
        return alternativeNames().stream()
                .anyMatch(
                        name -> mailbox(name).filter(address.toString()::equals).isPresent());
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

    /** An extension by its OID. */
    public Optional<Extension> extension(ASN1ObjectIdentifier oid) {
        Extensions extensions = asn1.getExtensions();
        return Optional.ofNullable(extensions == null ? null : extensions.getExtension(oid));
    }
}
