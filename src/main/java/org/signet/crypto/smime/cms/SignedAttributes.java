package org.signet.crypto.smime.cms;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAlgorithmProtection;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.RecipientKeyIdentifier;
import org.bouncycastle.asn1.ess.ESSCertID;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificate;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.smime.SMIMECapability;
import org.bouncycastle.asn1.x509.Time;
import org.signet.crypto.policy.ContentCipher;
import org.signet.crypto.policy.DigestAlgorithm;
import org.signet.crypto.policy.NameDigest;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.der.Times;
import org.signet.model.Bytes;

/**
 * Attributes of a signature (RFC 5652 §5.3, §11). What is malformed or stands twice is as if it were not there, and {@link
 * #problems} says so.
 */
public final class SignedAttributes {
    private static final int MAX = 100;
    private static final Map<ASN1ObjectIdentifier, String> NAMES = Map.ofEntries(
            Map.entry(CMSAttributes.contentType, "contentType"),
            Map.entry(CMSAttributes.messageDigest, "messageDigest"),
            Map.entry(CMSAttributes.signingTime, "signingTime"),
            Map.entry(CMSAttributes.counterSignature, "countersignature"),
            Map.entry(Oids.ALGORITHM_PROTECTION, "cmsAlgorithmProtection"),
            Map.entry(Oids.CAPABILITIES, "smimeCapabilities"),
            Map.entry(Oids.SIGNING_CERTIFICATE, "signingCertificate"),
            Map.entry(Oids.SIGNING_CERTIFICATE_V2, "signingCertificateV2"),
            Map.entry(Oids.KEY_PREFERENCE, "encryptionKeyPreference"),
            Map.entry(Oids.MICROSOFT_KEY_PREFERENCE, "microsoftEncryptionKeyPreference"),
            Map.entry(Oids.RECEIPT_REQUEST, "receiptRequest"),
            Map.entry(Oids.MESSAGE_SIGNATURE_DIGEST, "msgSigDigest"),
            Map.entry(Oids.CONTENT_HINT, "contentHints"),
            Map.entry(Oids.MAILING_LIST, "mlExpansionHistory"),
            Map.entry(Oids.SECURITY_LABEL, "securityLabel"));
    /** Those that may stand once and with one value (§11). */
    private static final Set<ASN1ObjectIdentifier> SINGLE = Set.of(
            CMSAttributes.contentType,
            CMSAttributes.messageDigest,
            CMSAttributes.signingTime,
            Oids.ALGORITHM_PROTECTION,
            Oids.SIGNING_CERTIFICATE_V2,
            Oids.SIGNING_CERTIFICATE);

    private final Map<ASN1ObjectIdentifier, ASN1Encodable> values = new LinkedHashMap<>();
    private final List<String> names = new ArrayList<>();
    private final Set<String> problems = new TreeSet<>();

    private SignedAttributes() {}

    static SignedAttributes of(ASN1Set set) {
        if (set.size() > MAX) {
            throw new IllegalArgumentException("too many attributes");
        }
        SignedAttributes attributes = new SignedAttributes();
        for (ASN1Encodable each : set) {
            attributes.take(Attribute.getInstance(each));
        }
        SINGLE.stream()
                .filter(attributes.values::containsKey)
                .filter(type -> attributes.names.indexOf(name(type)) != attributes.names.lastIndexOf(name(type)))
                .forEach(attributes::drop);
        attributes.readAll();
        return attributes;
    }

    /** So that whatever is malformed is among the problems from now on. */
    private void readAll() {
        contentType();
        messageDigest();
        signingTime();
        messageSignatureDigest();
        capabilities();
        value(Oids.ALGORITHM_PROTECTION, CMSAlgorithmProtection::getInstance);
        value(
                Oids.SIGNING_CERTIFICATE_V2,
                value -> SigningCertificateV2.getInstance(value).getCerts()[0]);
        value(
                Oids.SIGNING_CERTIFICATE,
                value -> SigningCertificate.getInstance(value).getCerts()[0]);
    }

    private void take(Attribute attribute) {
        ASN1ObjectIdentifier type = attribute.getAttrType();
        names.add(name(type));
        if (attribute.getAttrValues().size() == 1
                || !SINGLE.contains(type) && attribute.getAttrValues().size() > 1) {
            values.putIfAbsent(type, attribute.getAttrValues().getObjectAt(0));
        } else {
            problems.add(name(type) + " has not exactly one value");
        }
    }

    private void drop(ASN1ObjectIdentifier type) {
        values.remove(type);
        problems.add(name(type) + " stands there twice");
    }

    private static String name(ASN1ObjectIdentifier type) {
        return NAMES.getOrDefault(type, type.getId());
    }

    /** Their names in the order in which they came; the dotted object identifier of one that is not known. */
    public List<String> names() {
        return List.copyOf(names);
    }

    /** What is wrong with them: each is a reason not to believe the signature. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    private interface Reading<T> {
        T read(ASN1Encodable value);
    }

    private <T> Optional<T> value(ASN1ObjectIdentifier type, Reading<T> reading) {
        try {
            return Optional.ofNullable(values.get(type)).map(reading::read);
        } catch (RuntimeException malformed) {
            problems.add(name(type) + " is malformed");
            return Optional.empty();
        }
    }

    /** Dotted object identifier of the content's type. */
    public Optional<String> contentType() {
        return value(
                CMSAttributes.contentType,
                value -> ASN1ObjectIdentifier.getInstance(value).getId());
    }

    public Optional<Bytes> messageDigest() {
        return octets(CMSAttributes.messageDigest);
    }

    /** When it was signed, as the signer says. */
    public Optional<Instant> signingTime() {
        return value(CMSAttributes.signingTime, value -> Times.instant(Time.getInstance(value)));
    }

    /** Of a receipt: the digest of the attributes of the signature that asked for it (RFC 2634 §2.4). */
    public Optional<Bytes> messageSignatureDigest() {
        return octets(Oids.MESSAGE_SIGNATURE_DIGEST);
    }

    private Optional<Bytes> octets(ASN1ObjectIdentifier type) {
        return value(type, value -> Bytes.of(ASN1OctetString.getInstance(value).getOctets()));
    }

    /** The certificate that the signer wants to be written to with (RFC 8551 §2.5.3). */
    public Optional<CertificateReference> keyPreference() {
        return value(Oids.KEY_PREFERENCE, SignedAttributes::preference)
                .or(() -> value(
                        Oids.MICROSOFT_KEY_PREFERENCE,
                        value -> CertificateReference.of(IssuerAndSerialNumber.getInstance(value))));
    }

    private static CertificateReference preference(ASN1Encodable value) {
        ASN1TaggedObject choice = ASN1TaggedObject.getInstance(value);
        return switch (choice.getTagNo()) {
            case 0 ->
                CertificateReference.of(IssuerAndSerialNumber.getInstance(ASN1Sequence.getInstance(choice, false)));
            case 1 ->
                CertificateReference.of(
                        RecipientKeyIdentifier.getInstance(choice, false).getSubjectKeyIdentifier());
            default -> CertificateReference.of(ASN1OctetString.getInstance(choice, false));
        };
    }

    /** What asks for a receipt (RFC 2634 §2.7), not looked into. */
    public Optional<ASN1Encodable> receiptRequest() {
        return Optional.ofNullable(values.get(Oids.RECEIPT_REQUEST));
    }

    /** True if a mailing list passed the message on (RFC 2634 §4). */
    public boolean hasMailingList() {
        return values.containsKey(Oids.MAILING_LIST);
    }

    /** True if it tells how its content is to be kept (RFC 2634 §3), by rules of the sender's organization. */
    public boolean hasSecurityLabel() {
        return values.containsKey(Oids.SECURITY_LABEL);
    }

    /** Whether the algorithms that it binds (RFC 6211) are those that are used; empty if it binds none. */
    Optional<Boolean> protects(org.bouncycastle.asn1.x509.AlgorithmIdentifier signature, String digestOid) {
        return value(Oids.ALGORITHM_PROTECTION, value -> {
            CMSAlgorithmProtection protection = CMSAlgorithmProtection.getInstance(value);
            return protection.getDigestAlgorithm().getAlgorithm().getId().equals(digestOid)
                    && protection.getSignatureAlgorithm() != null
                    && protection.getSignatureAlgorithm().getAlgorithm().equals(signature.getAlgorithm());
        });
    }

    /** Whether the certificate that it names (RFC 5035 §3) is this one; empty if it names none. */
    Optional<Boolean> names(Certificate certificate) {
        return value(Oids.SIGNING_CERTIFICATE_V2, value -> {
                    ESSCertIDv2 id = SigningCertificateV2.getInstance(value).getCerts()[0];
                    return DigestAlgorithm.ofOid(
                                    id.getHashAlgorithm().getAlgorithm().getId())
                            .filter(digest -> digest != DigestAlgorithm.MD5)
                            .map(digest ->
                                    Arrays.equals(digest.of(certificate.der().toArray()), id.getCertHash()))
                            .orElse(false);
                })
                .or(() -> value(Oids.SIGNING_CERTIFICATE, value -> {
                    ESSCertID id = SigningCertificate.getInstance(value).getCerts()[0];
                    return Arrays.equals(NameDigest.SHA1.of(certificate.der().toArray()), id.getCertHash());
                }));
    }

    /** The content ciphers that the signer's program can read, the one it likes best first (RFC 8551 §2.5.2). */
    public List<ContentCipher> capabilities() {
        return value(Oids.CAPABILITIES, value -> {
                    List<ContentCipher> ciphers = new ArrayList<>();
                    for (ASN1Encodable each : org.bouncycastle.asn1.ASN1Sequence.getInstance(value)) {
                        ContentCipher.ofOid(SMIMECapability.getInstance(each)
                                        .getCapabilityID()
                                        .getId())
                                .ifPresent(ciphers::add);
                    }
                    return List.copyOf(ciphers);
                })
                .orElse(List.of());
    }
}
