package org.signet.crypto.smime.cms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signet.crypto.smime.People.ADA;
import static org.signet.crypto.smime.People.BOB;
import static org.signet.crypto.smime.People.CAROL;
import static org.signet.crypto.smime.People.EVE_SIGNS;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSEnvelopedDataGenerator;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.jcajce.JceCMSContentEncryptorBuilder;
import org.bouncycastle.cms.jcajce.JceKeyAgreeRecipientInfoGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.crypto.policy.ContentCipher;
import org.signet.crypto.policy.KeyTransport;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.smime.EnvelopeForge;
import org.signet.crypto.smime.People;
import org.signet.crypto.smime.People.Person;
import org.signet.model.Bytes;
import org.signet.model.StoredOctets;

/** Key agreement as Bouncy Castle writes it: several recipients at once, keying material of the sender's, old wraps. */
class AgreementTest {
    private static final byte[] CONTENT = "Meet me at nine.".getBytes(StandardCharsets.UTF_8);
    private static final byte[] MATERIAL = "salt and pepper!".getBytes(StandardCharsets.UTF_8);

    private static X509Certificate platform(Person person) throws Exception {
        return (X509Certificate) Providers.certificates()
                .generateCertificate(
                        new ByteArrayInputStream(person.certificate().der().toArray()));
    }

    private static byte[] message(String scheme, ASN1ObjectIdentifier wrap, byte[] material, Person... to)
            throws Exception {
        KeyPair ours = Providers.generate(KeyType.EC_P256, People.RANDOM);
        JceKeyAgreeRecipientInfoGenerator agreement = new JceKeyAgreeRecipientInfoGenerator(
                        new ASN1ObjectIdentifier(scheme), ours.getPrivate(), ours.getPublic(), wrap)
                .setProvider(Providers.containers());
        if (material != null) {
            agreement.setUserKeyingMaterial(material);
        }
        for (Person person : to) {
            agreement.addRecipient(platform(person));
        }
        CMSEnvelopedDataGenerator generator = new CMSEnvelopedDataGenerator();
        generator.addRecipientInfoGenerator(agreement);
        return generator
                .generate(
                        new CMSProcessableByteArray(CONTENT),
                        new JceCMSContentEncryptorBuilder(CMSAlgorithm.AES256_CBC)
                                .setProvider(Providers.containers())
                                .build())
                .getEncoded();
    }

    private static Optional<byte[]> open(byte[] message, Person by) throws Exception {
        Decryption decryption =
                Decryption.of(EnvelopedData.read(StoredOctets.of(Bytes.of(message)), CmsType.ENVELOPED_DATA));
        Optional<byte[]> key = decryption.envelope().recipients().stream()
                .filter(recipient -> recipient.fits(by.certificate()))
                .findFirst()
                .flatMap(recipient -> decryption.contentKey(recipient, by.key(), People.RANDOM));
        if (key.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream in = decryption.plaintext(key.get()).open()) {
            return Optional.of(in.readAllBytes());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1.3.133.16.840.63.0.2, 2.16.840.1.101.3.4.1.45",
        "1.3.132.1.11.0, 2.16.840.1.101.3.4.1.25",
        "1.3.132.1.11.1, 2.16.840.1.101.3.4.1.5",
        "1.3.132.1.11.2, 2.16.840.1.101.3.4.1.45",
        "1.3.132.1.11.3, 2.16.840.1.101.3.4.1.45",
        "1.3.133.16.840.63.0.3, 2.16.840.1.101.3.4.1.45",
        "1.3.132.1.14.1, 2.16.840.1.101.3.4.1.45",
        "1.3.132.1.14.3, 1.2.840.113549.1.9.16.3.6",
    })
    void opensForEachOfOneAgreement(String scheme, String wrap) throws Exception {
        for (byte[] material : new byte[][] {null, MATERIAL}) {
            byte[] message = message(scheme, new ASN1ObjectIdentifier(wrap), material, BOB, EVE_SIGNS);
            assertThat(open(message, BOB)).contains(CONTENT);
            assertThat(open(message, EVE_SIGNS)).contains(CONTENT);
            assertThat(open(message, ADA)).isEmpty();
        }
    }

    /** Bob's entry under another's name and on another curve: nothing comes out, and nothing breaks. */
    @Test
    void opensForNobodyElse() throws Exception {
        byte[] message = EnvelopeForge.encrypt(CONTENT, ContentCipher.AES_256_CBC, KeyTransport.PKCS1, BOB);
        for (Person other : List.of(EVE_SIGNS, CAROL)) {
            assertThat(open(message, other.with(BOB.certificate()))).isEmpty();
        }
    }
}
