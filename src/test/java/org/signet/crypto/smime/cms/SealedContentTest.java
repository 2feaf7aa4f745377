package org.signet.crypto.smime.cms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.signet.crypto.smime.People.ADA;
import static org.signet.crypto.smime.People.BOB;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.GCMParameters;
import org.bouncycastle.asn1.cms.KeyTransRecipientInfo;
import org.bouncycastle.asn1.cms.RecipientIdentifier;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.signet.crypto.policy.ContentCipher;
import org.signet.crypto.policy.KeyTransport;
import org.signet.crypto.smime.EnvelopeForge;
import org.signet.crypto.smime.People.Person;
import org.signet.model.Bytes;
import org.signet.model.StoredOctets;

/** What comes out of an envelope that somebody changed, and what a tag covers. */
class SealedContentTest {
    private static final byte[] CONTENT = "Meet me at nine.".repeat(20).getBytes(StandardCharsets.UTF_8);

    /** Random octets that are always the same, so that a wrong key never fits by chance. */
    private static final class Steady extends SecureRandom {
        private static final long serialVersionUID = 1;

        @Override
        public void nextBytes(byte[] octets) {
            Arrays.fill(octets, (byte) 0x5a);
        }
    }

    private static byte[] open(byte[] message, Person by) throws IOException {
        StoredOctets octets = StoredOctets.of(Bytes.of(message));
        CmsType type = CmsType.ofOid(ContentInfo.type(octets)).orElseThrow();
        Decryption decryption = Decryption.of(EnvelopedData.read(octets, type));
        Recipient mine = decryption.envelope().recipients().stream()
                .filter(recipient -> recipient.fits(by.certificate()))
                .findFirst()
                .orElseThrow();
        byte[] key = decryption.contentKey(mine, by.key(), new Steady()).orElseThrow(Decryption::broken);
        try (InputStream in = decryption.plaintext(key).open()) {
            return in.readAllBytes();
        }
    }

    private static byte[] flipped(byte[] octets, int at) {
        byte[] changed = octets.clone();
        changed[at] ^= 1;
        return changed;
    }

    private static EnvelopeForge sealed(ContentCipher cipher) {
        return EnvelopeForge.of(CONTENT, cipher, ADA, BOB);
    }

    private static String failure(byte[] message, Person by) {
        var thrown = org.assertj.core.api.Assertions.catchThrowable(() -> open(message, by));
        assertThat(thrown).isInstanceOf(BrokenContent.class);
        return thrown.getMessage();
    }

    /** RFC 3218: nobody learns which of the steps failed. */
    @ParameterizedTest
    @EnumSource(
            value = ContentCipher.class,
            names = {"AES_256_GCM", "AES_256_CBC"})
    void failsTheSameWayWhereverItFails(ContentCipher cipher) {
        byte[] padding = withKey(sealed(cipher), old -> flipped(old, 0)).der();
        byte[] shorter = withKey(
                        sealed(cipher),
                        old -> KeyTransport.PKCS1.encrypt(ADA.pair().getPublic(), new byte[5]))
                .der();
        byte[] another = withKey(
                        sealed(cipher),
                        old -> KeyTransport.PKCS1.encrypt(ADA.pair().getPublic(), new byte[32]))
                .der();
        byte[] content =
                sealed(cipher).encrypted(old -> flipped(old, old.length - 17)).der();
        assertThat(List.of(
                        failure(padding, ADA),
                        failure(shorter, ADA),
                        failure(another, ADA),
                        cipher.isAuthenticated()
                                ? failure(content, ADA)
                                : Decryption.broken().getMessage()))
                .containsOnly(Decryption.broken().getMessage());
    }

    /** Ada's encrypted content key exchanged. */
    private static EnvelopeForge withKey(EnvelopeForge forge, java.util.function.UnaryOperator<byte[]> how) {
        return forge.change(EnvelopeForge.RECIPIENTS, set -> {
            ASN1Encodable[] infos = ASN1Set.getInstance(set).toArray();
            for (int i = 0; i < infos.length; i++) {
                if (infos[i].toASN1Primitive() instanceof ASN1Sequence sequence) {
                    KeyTransRecipientInfo old = KeyTransRecipientInfo.getInstance(sequence);
                    infos[i] = new KeyTransRecipientInfo(
                            RecipientIdentifier.getInstance(old.getRecipientIdentifier()),
                            old.getKeyEncryptionAlgorithm(),
                            new DEROctetString(how.apply(old.getEncryptedKey().getOctets())));
                }
            }
            return new DERSet(infos);
        });
    }

    @Test
    void noticesEveryBitOfTheTag() {
        for (int bit = 0; bit < 128; bit++) {
            int place = bit;
            byte[] message = sealed(ContentCipher.AES_128_GCM)
                    .change(EnvelopeForge.TAG, tag -> {
                        byte[] octets =
                                ASN1OctetString.getInstance(tag).getOctets().clone();
                        octets[place / 8] ^= (byte) (1 << place % 8);
                        return new DEROctetString(octets);
                    })
                    .der();
            assertThatThrownBy(() -> open(message, BOB)).isInstanceOf(BrokenContent.class);
        }
    }

    /** Cut or lengthened content: of GCM always noticed, of CBC where the padding is gone. */
    @ParameterizedTest
    @EnumSource(
            value = ContentCipher.class,
            names = {"AES_256_GCM", "AES_256_CBC"})
    void noticesContentOfAnotherLength(ContentCipher cipher) {
        for (int cut : new int[] {1, 15, 17, CONTENT.length}) {
            byte[] shorter = sealed(cipher)
                    .encrypted(old -> Arrays.copyOf(old, Math.max(0, old.length - cut)))
                    .der();
            assertThatThrownBy(() -> open(shorter, BOB)).as("cut by " + cut).isInstanceOf(BrokenContent.class);
        }
        byte[] empty = sealed(cipher).encrypted(old -> new byte[0]).der();
        assertThatThrownBy(() -> open(empty, BOB)).as("empty").isInstanceOf(BrokenContent.class);
        byte[] longer = sealed(cipher)
                .encrypted(old -> Arrays.copyOf(old, old.length + 1))
                .der();
        assertThatThrownBy(() -> open(longer, BOB)).isInstanceOf(BrokenContent.class);
    }

    /** A stream that failed never comes to an end as if all were well. */
    @ParameterizedTest
    @EnumSource(
            value = ContentCipher.class,
            names = {"AES_256_GCM", "AES_256_CBC"})
    void failsAgainWhenAskedAgain(ContentCipher cipher) throws IOException {
        byte[] message = sealed(cipher)
                .encrypted(old -> cipher.isAuthenticated() ? flipped(old, 3) : Arrays.copyOf(old, old.length - 1))
                .der();
        StoredOctets octets = StoredOctets.of(Bytes.of(message));
        CmsType type = CmsType.ofOid(ContentInfo.type(octets)).orElseThrow();
        Decryption decryption = Decryption.of(EnvelopedData.read(octets, type));
        Optional<byte[]> key = decryption.envelope().recipients().stream()
                .filter(recipient -> recipient.fits(BOB.certificate()))
                .findFirst()
                .flatMap(recipient -> decryption.contentKey(recipient, BOB.key(), new Steady()));
        try (InputStream in = decryption.plaintext(key.orElseThrow()).open()) {
            assertThatThrownBy(in::readAllBytes).isInstanceOf(BrokenContent.class);
            assertThatThrownBy(in::readAllBytes).isInstanceOf(BrokenContent.class);
            assertThatThrownBy(in::read).isInstanceOf(BrokenContent.class);
        }
    }

    /** RFC 5083 §2.2: attributes that are authenticated count as a DER SET OF, however they stand there. */
    @Test
    void theTagCoversTheAttributes() throws IOException, GeneralSecurityException {
        DERSet attributes = new DERSet(new ASN1Encodable[] {attribute("1.2.3.5"), attribute("1.2.3.4")});
        byte[] message = withAttributes(attributes, attributes);
        assertThat(open(message, ADA)).isEqualTo(CONTENT);
        assertThatThrownBy(() -> open(withAttributes(attributes, new DERSet(attribute("1.2.3.4"))), ADA))
                .isInstanceOf(BrokenContent.class);
        byte[] without = withAttributes(attributes, null);
        assertThatThrownBy(() -> open(without, ADA)).isInstanceOf(BrokenContent.class);
        byte[] added = sealed(ContentCipher.AES_128_GCM)
                .insert(EnvelopeForge.TAG, new DERTaggedObject(false, 1, attributes))
                .der();
        assertThatThrownBy(() -> open(added, ADA)).isInstanceOf(BrokenContent.class);
    }

    private static Attribute attribute(String oid) {
        return new Attribute(new ASN1ObjectIdentifier(oid), new DERSet(new DEROctetString(new byte[3])));
    }

    /** Sealed with some attributes, sent with others. */
    private static byte[] withAttributes(DERSet covered, DERSet sent) throws IOException, GeneralSecurityException {
        byte[] key = new byte[16];
        byte[] nonce = new byte[12];
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
        cipher.updateAAD(covered.getEncoded(ASN1Encoding.DER));
        byte[] encrypted = cipher.doFinal(CONTENT);
        byte[] tag = Arrays.copyOfRange(encrypted, CONTENT.length, encrypted.length);
        EnvelopeForge forge = EnvelopeForge.of(CONTENT, ContentCipher.AES_128_GCM, ADA)
                .cipher(new AlgorithmIdentifier(
                        new ASN1ObjectIdentifier(ContentCipher.AES_128_GCM.oid()), new GCMParameters(nonce, 16)))
                .encrypted(old -> Arrays.copyOf(encrypted, CONTENT.length))
                .change(EnvelopeForge.TAG, old -> new DEROctetString(tag));
        forge = withKey(forge, old -> KeyTransport.PKCS1.encrypt(ADA.pair().getPublic(), key));
        return (sent == null ? forge : forge.insert(EnvelopeForge.TAG, new DERTaggedObject(false, 1, sent))).der();
    }
}
