package org.signet.crypto.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.signet.model.Bytes;

class ProvidersTest {
    private static final byte[] MESSAGE = "a message".getBytes(StandardCharsets.UTF_8);
    private static final Map<KeyType, KeyPair> KEYS = new ConcurrentHashMap<>();

    private static KeyPair key(KeyType type) {
        return KEYS.computeIfAbsent(type, made -> Providers.generate(made, Providers.newRandom()));
    }

    private static KeyPair keyFor(SignatureScheme scheme) {
        if (scheme == SignatureScheme.ED25519) {
            return ed25519();
        }
        return key(scheme.isRsa() ? KeyType.RSA_2048 : KeyType.EC_P256);
    }

    private static KeyPair ed25519() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            return new KeyPair(
                    Providers.publicKey("1.3.101.112", pair.getPublic().getEncoded()),
                    Providers.privateKey("1.3.101.112", pair.getPrivate().getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @EnumSource(SignatureScheme.class)
    void signsAndVerifies(SignatureScheme scheme) {
        KeyPair key = keyFor(scheme);
        byte[] signature = Providers.sign(scheme, key.getPrivate(), MESSAGE);
        assertThat(Providers.verify(scheme, key.getPublic(), MESSAGE, signature))
                .isTrue();

        byte[] other = MESSAGE.clone();
        other[0] ^= 1;
        assertThat(Providers.verify(scheme, key.getPublic(), other, signature)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(SignatureScheme.class)
    void wrongSignaturesAreFalseAndNoException(SignatureScheme scheme) {
        KeyPair key = keyFor(scheme);
        byte[] signature = Providers.sign(scheme, key.getPrivate(), MESSAGE);
        Stream<byte[]> wrong = Stream.of(
                new byte[0],
                new byte[1],
                new byte[300],
                new byte[] {0x30, (byte) 0x80},
                new byte[] {0x30, 6, 2, 1, 0, 2, 1, 0},
                Arrays.copyOf(signature, signature.length - 1),
                Arrays.copyOf(signature, signature.length + 1));
        assertThat(wrong).noneMatch(octets -> Providers.verify(scheme, key.getPublic(), MESSAGE, octets));
        KeyPair foreign = key(scheme.isRsa() ? KeyType.EC_P256 : KeyType.RSA_2048);
        assertThat(Providers.verify(scheme, foreign.getPublic(), MESSAGE, signature))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = KeyType.class,
            names = {"RSA_2048", "EC_P256", "EC_P384"})
    void keysComeBackFromTheirEncodings(KeyType type) throws Exception {
        KeyPair key = key(type);
        String oid = type.isRsa() ? "1.2.840.113549.1.1.1" : "1.2.840.10045.2.1";
        assertThat(Providers.publicKey(oid, key.getPublic().getEncoded())).isEqualTo(key.getPublic());
        SignatureScheme scheme = SignatureScheme.forKey(key.getPublic());
        byte[] signature = Providers.sign(
                scheme, Providers.privateKey(oid, key.getPrivate().getEncoded()), MESSAGE);
        assertThat(Providers.verify(scheme, key.getPublic(), MESSAGE, signature))
                .isTrue();
    }

    @Test
    void digestsAreTheStandardOnes() {
        byte[] abc = "abc".getBytes(StandardCharsets.US_ASCII);
        assertThat(Bytes.of(Providers.sha256(abc)).hex())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(Providers.sha256(new byte[] {'a'}, new byte[] {'b', 'c'})).isEqualTo(Providers.sha256(abc));
        assertThat(Bytes.of(Providers.sha1Name(abc)).hex()).isEqualTo("a9993e364706816aba3e25717850c26c9cd0d89d");
    }

    @Test
    void schemesFollowTheKey() {
        assertThat(SignatureScheme.forKey(key(KeyType.RSA_2048).getPublic())).isEqualTo(SignatureScheme.RSA_SHA256);
        assertThat(SignatureScheme.forRootKey(key(KeyType.RSA_2048).getPublic()))
                .isEqualTo(SignatureScheme.RSA_SHA384);
        assertThat(SignatureScheme.forKey(key(KeyType.EC_P256).getPublic())).isEqualTo(SignatureScheme.ECDSA_SHA256);
        assertThat(SignatureScheme.forKey(key(KeyType.EC_P384).getPublic())).isEqualTo(SignatureScheme.ECDSA_SHA384);
    }

    /** In a JVM of its own: signatures made here are verified there, without the native provider, and the other way. */
    @Test
    void worksWithoutTheNativeProvider() throws Exception {
        KeyPair rsa = key(KeyType.RSA_2048);
        KeyPair ec = key(KeyType.EC_P256);
        List<String> answers =
                withoutNative(proof(rsa, SignatureScheme.RSA_SHA256), proof(ec, SignatureScheme.ECDSA_SHA256));
        assertThat(answers.get(0)).doesNotContain("Corretto").contains("SunRsaSign", "BC");
        assertThat(answers).contains("RSA_SHA256 true", "ECDSA_SHA256 true");
        for (String answer : answers.subList(3, 5)) {
            String[] parts = answer.split(" ");
            KeyPair key = parts[0].startsWith("RSA") ? rsa : ec;
            boolean made = Providers.verify(
                    SignatureScheme.valueOf(parts[0]),
                    Providers.publicKey(parts[1], Bytes.ofHex(parts[2]).toArray()),
                    MESSAGE,
                    Bytes.ofHex(parts[3]).toArray());
            assertThat(made).isTrue();
            assertThat(parts[2])
                    .isNotEqualTo(Bytes.of(key.getPublic().getEncoded()).hex());
        }
    }

    private static String proof(KeyPair key, SignatureScheme scheme) {
        return scheme + " " + Bytes.of(key.getPublic().getEncoded()).hex() + " "
                + Bytes.of(Providers.sign(scheme, key.getPrivate(), MESSAGE)).hex();
    }

    private static List<String> withoutNative(String... proofs) throws Exception {
        List<String> command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-D" + Providers.NATIVE_PROPERTY + "=off",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                FallbackProbe.class.getName()));
        command.addAll(List.of(proofs));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(process.waitFor()).isZero();
        return lines;
    }

    static byte[] message() {
        return MESSAGE.clone();
    }
}
