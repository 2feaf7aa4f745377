package org.signet.crypto.smime.cms;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.cms.KeyAgreeRecipientInfo;
import org.bouncycastle.asn1.cms.KeyTransRecipientInfo;
import org.bouncycastle.asn1.cms.PasswordRecipientInfo;
import org.bouncycastle.asn1.cms.RecipientEncryptedKey;
import org.bouncycastle.asn1.cms.RecipientInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.signet.crypto.keys.DecryptionKey;
import org.signet.crypto.keys.Passphrase;
import org.signet.crypto.keys.PasswordWrap;
import org.signet.crypto.policy.KeyAgreementScheme;
import org.signet.crypto.policy.KeyTransport;
import org.signet.crypto.policy.KeyWrap;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.x509.Certificate;

/**
 * One for whom a message is encrypted (RFC 5652 §6.2), and how the content key is hidden from all others.
 *
 * @param reference whose key opens it; empty for a password, or for a kind that only other programs know
 * @param method as people write it; hostile text is not in it
 */
public record Recipient(Optional<CertificateReference> reference, String method, Opening opening) {

    /** Gets the content key out. */
    interface Opening {
        /** Nothing if the key is another's or of another kind. */
        Optional<byte[]> open(DecryptionKey key);

        /** Nothing if the passphrase is another, or if it is for whoever has a key. */
        default Optional<byte[]> open(Passphrase passphrase) {
            return Optional.empty();
        }
    }

    /** The recipients of one RecipientInfo: key agreement names several at once. */
    static List<Recipient> of(byte[] element) throws IOException {
        try {
            ASN1Encodable info =
                    RecipientInfo.getInstance(ContentInfo.primitive(element)).getInfo();
            if (info instanceof KeyTransRecipientInfo transport) {
                return List.of(of(transport));
            }
            if (info instanceof KeyAgreeRecipientInfo agreement) {
                return of(agreement);
            }
            if (info instanceof PasswordRecipientInfo password) {
                return List.of(of(password));
            }
            return List.of(foreign("another kind of recipient"));
        } catch (RuntimeException e) {
            throw new MalformedCms("What it says of a recipient is malformed.", e);
        }
    }

    private static Recipient foreign(String method) {
        return new Recipient(Optional.empty(), method, key -> Optional.empty());
    }

    private static Recipient of(KeyTransRecipientInfo info) {
        Optional<KeyTransport> transport = KeyTransport.of(info.getKeyEncryptionAlgorithm());
        byte[] encrypted = info.getEncryptedKey().getOctets();
        return new Recipient(
                Optional.of(CertificateReference.of(info.getRecipientIdentifier())),
                transport
                        .map(KeyTransport::text)
                        .orElse(info.getKeyEncryptionAlgorithm().getAlgorithm().getId()),
                key -> transport.flatMap(method -> key.decrypt(method, encrypted)));
    }

    private static Recipient of(PasswordRecipientInfo info) {
        Optional<PasswordWrap> wrap =
                PasswordWrap.of(info.getKeyDerivationAlgorithm(), info.getKeyEncryptionAlgorithm());
        byte[] wrapped = info.getEncryptedKey().getOctets();
        return new Recipient(Optional.empty(), "a passphrase", new Opening() {
            @Override
            public Optional<byte[]> open(DecryptionKey key) {
                return Optional.empty();
            }

            @Override
            public Optional<byte[]> open(Passphrase passphrase) {
                return wrap.flatMap(one -> one.unwrap(passphrase, wrapped));
            }
        });
    }

    private static List<Recipient> of(KeyAgreeRecipientInfo info) {
        Agreement agreement = Agreement.of(info);
        List<Recipient> recipients = new ArrayList<>();
        for (ASN1Encodable each : info.getRecipientEncryptedKeys()) {
            RecipientEncryptedKey one = RecipientEncryptedKey.getInstance(each);
            byte[] wrapped = one.getEncryptedKey().getOctets();
            recipients.add(new Recipient(
                    Optional.of(CertificateReference.of(one.getIdentifier())),
                    agreement.text(),
                    key -> agreement.open(key, wrapped)));
        }
        return recipients;
    }

    /** Whether it may mean this certificate. */
    public boolean fits(Certificate certificate) {
        return reference.filter(one -> one.fits(certificate)).isPresent();
    }

    /** How the wrapping key is agreed on (RFC 5753 §3.1). */
    private record Agreement(
            Optional<KeyAgreementScheme> scheme,
            Optional<KeyWrap> wrap,
            String oid,
            Optional<SubjectPublicKeyInfo> originator,
            Optional<byte[]> ukm,
            AlgorithmIdentifier wrapAlgorithm) {

        static Agreement of(KeyAgreeRecipientInfo info) {
            AlgorithmIdentifier algorithm = info.getKeyEncryptionAlgorithm();
            AlgorithmIdentifier wrap = AlgorithmIdentifier.getInstance(algorithm.getParameters());
            String oid = algorithm.getAlgorithm().getId();
            return new Agreement(
                    KeyAgreementScheme.ofOid(oid),
                    KeyWrap.ofOid(wrap.getAlgorithm().getId()),
                    oid,
                    Optional.ofNullable(info.getOriginator().getOriginatorKey())
                            .map(key -> new SubjectPublicKeyInfo(
                                    key.getAlgorithm(), key.getPublicKeyData().getOctets())),
                    Optional.ofNullable(info.getUserKeyingMaterial()).map(ASN1OctetString::getOctets),
                    wrap);
        }

        String text() {
            return scheme.map(KeyAgreementScheme::text).orElse(oid)
                    + wrap.map(w -> ", " + 8 * w.keyOctets() + " bit wrap").orElse("");
        }

        Optional<byte[]> open(DecryptionKey key, byte[] wrapped) {
            if (scheme.isEmpty() || wrap.isEmpty() || originator.isEmpty()) {
                return Optional.empty();
            }
            try {
                SubjectPublicKeyInfo spki = EphemeralKey.like(
                        originator.get(),
                        SubjectPublicKeyInfo.getInstance(key.publicKey().getEncoded()));
                var theirs = Providers.publicKey(
                        spki.getAlgorithm().getAlgorithm().getId(), spki.getEncoded(ASN1Encoding.DER));
                return key.agree(theirs)
                        .map(secret -> scheme.get()
                                .derive(
                                        secret,
                                        EphemeralKey.sharedInfo(wrapAlgorithm, ukm, wrap.get()),
                                        ukm,
                                        wrap.get().keyOctets()))
                        .flatMap(wrappingKey -> wrap.get().unwrap(wrappingKey, wrapped));
            } catch (IOException | java.security.GeneralSecurityException | RuntimeException e) {
                return Optional.empty();
            }
        }
    }
}
