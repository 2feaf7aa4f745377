package org.signet.crypto.smime.writing;

import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.cms.KeyAgreeRecipientIdentifier;
import org.bouncycastle.asn1.cms.KeyAgreeRecipientInfo;
import org.bouncycastle.asn1.cms.KeyTransRecipientInfo;
import org.bouncycastle.asn1.cms.OriginatorIdentifierOrKey;
import org.bouncycastle.asn1.cms.OriginatorPublicKey;
import org.bouncycastle.asn1.cms.PasswordRecipientInfo;
import org.bouncycastle.asn1.cms.RecipientEncryptedKey;
import org.bouncycastle.asn1.cms.RecipientIdentifier;
import org.bouncycastle.asn1.cms.RecipientInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.signet.crypto.keys.Passphrase;
import org.signet.crypto.keys.PasswordWrap;
import org.signet.crypto.policy.KeyAgreementScheme;
import org.signet.crypto.policy.KeyPolicy;
import org.signet.crypto.policy.KeyTransport;
import org.signet.crypto.policy.KeyWrap;
import org.signet.crypto.smime.cms.CertificateReference;
import org.signet.crypto.smime.cms.EphemeralKey;
import org.signet.crypto.x509.Certificate;

/**
 * The content key for one who may open it: a RecipientInfo in DER (RFC 5652 §6.2).
 *
 * @param transport how it goes to RSA keys
 */
record KeyForRecipient(KeyTransport transport, SecureRandom random) {

    byte[] of(Certificate recipient, byte[] key) {
        return Element.der(
                KeyPolicy.isRsa(recipient.content().publicKey())
                        ? transported(recipient, key)
                        : agreed(recipient, key));
    }

    /** For whoever knows the passphrase (§6.2.4). */
    byte[] of(Passphrase passphrase, byte[] key) {
        PasswordWrap wrap = PasswordWrap.fresh(random);
        return Element.der(new RecipientInfo(new PasswordRecipientInfo(
                wrap.derivation(), wrap.encryption(), new DEROctetString(wrap.wrap(passphrase, key, random)))));
    }

    private RecipientInfo transported(Certificate recipient, byte[] key) {
        byte[] encrypted = transport.encrypt(recipient.content().publicKey(), key);
        return new RecipientInfo(new KeyTransRecipientInfo(
                new RecipientIdentifier(CertificateReference.issuerAndSerial(recipient)),
                transport.identifier(),
                new DEROctetString(encrypted)));
    }

    /** RFC 5753 §3.1, RFC 8418 §3: with a key of this message alone. */
    private RecipientInfo agreed(Certificate recipient, byte[] key) {
        var publicKey = recipient.content().publicKey();
        KeyPair ephemeral = KeyAgreementScheme.ephemeral(publicKey, random);
        KeyAgreementScheme scheme = KeyAgreementScheme.forKey(publicKey);
        KeyWrap wrap = KeyWrap.forKeyOf(key.length);
        AlgorithmIdentifier wrapAlgorithm = new AlgorithmIdentifier(new ASN1ObjectIdentifier(wrap.oid()));
        byte[] secret = KeyAgreementScheme.agree(ephemeral.getPrivate(), publicKey)
                .orElseThrow(() -> new IllegalArgumentException("nothing can be agreed on with this key"));
        byte[] wrapping = scheme.derive(
                secret,
                EphemeralKey.sharedInfo(wrapAlgorithm, Optional.empty(), wrap),
                Optional.empty(),
                wrap.keyOctets());
        SubjectPublicKeyInfo spki =
                SubjectPublicKeyInfo.getInstance(ephemeral.getPublic().getEncoded());
        return new RecipientInfo(new KeyAgreeRecipientInfo(
                new OriginatorIdentifierOrKey(new OriginatorPublicKey(
                        spki.getAlgorithm(), spki.getPublicKeyData().getOctets())),
                null,
                new AlgorithmIdentifier(new ASN1ObjectIdentifier(scheme.oid()), wrapAlgorithm),
                new DERSequence(new RecipientEncryptedKey(
                        new KeyAgreeRecipientIdentifier(CertificateReference.issuerAndSerial(recipient)),
                        new DEROctetString(wrap.wrap(wrapping, key))))));
    }
}
