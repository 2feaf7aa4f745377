package org.signet.crypto.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.signet.crypto.keys.Pkcs12File.Flavour;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.policy.SignatureScheme;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.CertificateContent;
import org.signet.crypto.x509.CertificateTemplate;
import org.signet.crypto.x509.CertificateTemplate.KeyUsageBit;
import org.signet.model.DistinguishedName;
import org.signet.model.RefusalCode;
import org.signet.model.SerialNumber;
import org.signet.model.Validity;

class Pkcs12FileTest {
    private static final SecureRandom RANDOM = Providers.newRandom();
    private static final Passphrase RIGHT = Passphrase.of("correct horse battery".toCharArray());
    private static final Passphrase WRONG = Passphrase.of("correct horse batterx".toCharArray());
    private static final Pkcs12File EC = file(KeyType.EC_P256);

    private static Pkcs12File file(KeyType type) {
        SoftwareKey key = SoftwareKey.generate(type, RANDOM);
        SoftwareKey other = SoftwareKey.generate(type, RANDOM);
        return new Pkcs12File(key, List.of(certificate("Ada Lovelace", key), certificate("Example CA", other)));
    }

    private static Certificate certificate(String name, SoftwareKey key) {
        SignatureScheme scheme = SignatureScheme.forKey(key.publicKey());
        Instant from = Instant.parse("2026-11-24T12:00:00Z");
        CertificateTemplate template = new CertificateTemplate(
                new SerialNumber(BigInteger.valueOf(name.length())),
                null,
                DistinguishedName.commonName(name),
                new Validity(from, from.plusSeconds(86_400)),
                key.publicKey(),
                scheme,
                new CertificateTemplate.Purpose(Set.of(KeyUsageBit.KEY_CERT_SIGN), Set.of(), List.of()),
                new CertificateTemplate.CaScope(null, List.of(), true),
                List.of(),
                List.of(),
                CertificateTemplate.Links.NONE);
        CertificateContent content = CertificateContent.parse(template.encode()).orThrow();
        return Certificate.assemble(content, key.sign(scheme, content.der().toArray()));
    }

    @ParameterizedTest
    @CsvSource({
        "MODERN, EC_P256",
        "MODERN, EC_P384",
        "MODERN, RSA_2048",
        "COMPATIBILITY, EC_P256",
        "COMPATIBILITY, RSA_2048",
    })
    void comesBackWhole(Flavour flavour, KeyType type) {
        Pkcs12File file = file(type);
        Pkcs12File again = Pkcs12File.open(file.write(flavour, "Ada", RIGHT, RANDOM), RIGHT)
                .orThrow();
        byte[] message = {1, 2, 3};
        SignatureScheme scheme = SignatureScheme.forKey(file.key().publicKey());
        assertThat(Providers.verify(
                        scheme, file.key().publicKey(), message, again.key().sign(scheme, message)))
                .isTrue();
        assertThat(again.chain().get(0)).isEqualTo(file.chain().get(0));
    }

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void wrongPassphraseIsRefusedAsSuch(Flavour flavour) {
        byte[] file = EC.write(flavour, "Ada", RIGHT, RANDOM);
        assertThat(Pkcs12File.open(file, WRONG).refusal().code()).isEqualTo(RefusalCode.WRONG_PASSPHRASE);
        assertThat(Pkcs12File.open(file, Passphrase.of()).refusal().code()).isEqualTo(RefusalCode.WRONG_PASSPHRASE);
    }

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void isReadUnderItsNameByTheJdk(Flavour flavour) throws Exception {
        byte[] file = EC.write(flavour, "Ada Lovelace <ada@example.com>", RIGHT, RANDOM);
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(new ByteArrayInputStream(file), RIGHT.chars());
        String alias = store.aliases().nextElement();
        assertThat(alias).isEqualToIgnoringCase("Ada Lovelace <ada@example.com>");
        assertThat(store.isKeyEntry(alias)).isTrue();
        assertThat(store.getCertificate(alias).getEncoded())
                .isEqualTo(EC.chain().get(0).der().toArray());
    }

    /** NSS names keys by their subject, so that somebody's two keys have one name. */
    @ParameterizedTest
    @EnumSource(Flavour.class)
    void keysOfOneNameAreAllThere(Flavour flavour) {
        Pkcs12File other = file(KeyType.EC_P384);
        byte[] written = Pkcs12File.writeAll(
                List.of(new Pkcs12File.Named("ada", EC), new Pkcs12File.Named("ada", other)), flavour, RIGHT, RANDOM);
        List<Pkcs12File> all = Pkcs12File.openAll(written, RIGHT).orThrow();
        assertThat(all)
                .extracting(each -> each.chain().get(0))
                .containsExactlyInAnyOrder(EC.chain().get(0), other.chain().get(0));
        assertThat(all)
                .allSatisfy(each -> assertThat(each.key()
                                .belongsTo(each.chain().get(0).content().publicKey()))
                        .isTrue());
        assertThat(Pkcs12File.openAll(written, WRONG).isOk()).isFalse();
    }

    @Test
    void whatIsNoFileIsRefused() {
        byte[] file = EC.write(Flavour.COMPATIBILITY, "Ada", RIGHT, RANDOM);
        byte[][] wrong = {
            {},
            {0x30},
            {0x30, (byte) 0x80},
            "garbage".getBytes(StandardCharsets.UTF_8),
            new byte[1000],
            Arrays.copyOf(file, file.length / 2),
            EC.chain().get(0).der().toArray(),
        };
        for (byte[] content : wrong) {
            assertThat(Pkcs12File.open(content, RIGHT).refusal().code()).isEqualTo(RefusalCode.BAD_INPUT);
        }
        assertThat(Pkcs12File.open(new byte[(1 << 20) + 1], RIGHT).refusal().code())
                .isEqualTo(RefusalCode.TOO_LARGE);
    }

    @Test
    void survivesMutation() {
        byte[] file = EC.write(Flavour.COMPATIBILITY, "Ada", RIGHT, RANDOM);
        Random random = new Random(7292);
        for (int i = 0; i < 300; i++) {
            byte[] mutant = file.clone();
            mutant[random.nextInt(mutant.length)] ^= (byte) (1 << random.nextInt(8));
            Pkcs12File.open(mutant, RIGHT)
                    .run(
                            opened -> assertThat(opened.chain()).isNotEmpty(),
                            refusal -> assertThat(refusal.detail()).isNotBlank());
        }
    }

    @Test
    void closedKeySignsNoMore() {
        SoftwareKey key = SoftwareKey.generate(KeyType.EC_P256, RANDOM);
        key.close();
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> key.sign(SignatureScheme.ECDSA_SHA256, new byte[1]))
                .isInstanceOf(IllegalStateException.class);
    }
}
