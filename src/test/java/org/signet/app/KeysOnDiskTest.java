package org.signet.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.ca.authority.Issuer;
import org.signet.crypto.keys.Passphrase;
import org.signet.crypto.keys.Pkcs12Vault;
import org.signet.crypto.keys.SigningKey;
import org.signet.crypto.keys.SoftwareKey;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.policy.SignatureScheme;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;

class KeysOnDiskTest {

    @TempDir
    Path parent;

    private DataFolder folder;
    private Issuer root;
    private Issuer issuing;

    @BeforeEach
    void copy() {
        folder = new DataFolder(TestCa.copy(parent));
        try (Signet signet = TestCa.open(folder.path())) {
            root = signet.authority().issuers().get(0);
            issuing = signet.authority().issuers().get(1);
        }
    }

    private KeysOnDisk keys(KeysOnDisk.Passphrases passphrases) {
        return new KeysOnDisk(folder, passphrases, TestCa.RANDOM);
    }

    private static KeysOnDisk.Passphrases named(String passphrase) {
        return new KeysOnDisk.Passphrases() {
            @Override
            public Optional<Outcome<Passphrase>> explicit() {
                return Optional.of(Outcome.ok(Passphrase.of(passphrase.toCharArray())));
            }

            @Override
            public Outcome<Passphrase> of(String issuerId) {
                return KeysOnDisk.Passphrases.none().of(issuerId);
            }
        };
    }

    @Test
    void onePassphraseThatIsNamedComesBeforeTheFile() throws IOException {
        String right = Files.readString(folder.passphrase("issuing-1")).strip();
        Files.writeString(folder.passphrase("issuing-1"), "of an earlier key\n");
        try (KeysOnDisk keys = keys(named(right))) {
            assertThat(keys.key(issuing).isOk()).isTrue();
        }
        Files.writeString(folder.passphrase("issuing-1"), right + "\n");
        try (KeysOnDisk keys = keys(named("a wrong one"))) {
            assertThat(code(keys.key(issuing))).isEqualTo(RefusalCode.WRONG_PASSPHRASE);
            assertThat(code(keys.key(root))).isEqualTo(RefusalCode.WRONG_PASSPHRASE);
        }
    }

    @Test
    void ofSeveralKeysItIsForThoseWithoutAFile() throws IOException {
        Files.copy(folder.key("issuing-1"), folder.key("issuing-2"));
        try (KeysOnDisk keys = keys(named("the one of issuing-2"))) {
            assertThat(keys.key(issuing).isOk()).isTrue();
            assertThat(code(keys.key(root))).isEqualTo(RefusalCode.WRONG_PASSPHRASE);
        }
    }

    private static RefusalCode code(Outcome<?> outcome) {
        return outcome.refusal().code();
    }

    @Test
    void aKeyIsOpenedOnceAndKept() throws IOException {
        try (KeysOnDisk keys = keys(KeysOnDisk.Passphrases.none())) {
            assertThat(keys.isOpen(issuing)).isFalse();
            SigningKey key = keys.key(issuing).orThrow();
            Files.delete(folder.passphrase("issuing-1"));
            assertThat(keys.key(issuing).orThrow()).isSameAs(key);
            assertThat(keys.isOpen(issuing)).isTrue();
            assertThat(keys.isOpen(root)).isFalse();
        }
    }

    @Test
    void aKeyFileThatIsAwayIsAskedFor() throws IOException {
        Path away = parent.resolve("safe.p12");
        Files.move(folder.key("root-1"), away);
        try (KeysOnDisk keys = keys(KeysOnDisk.Passphrases.none())) {
            assertThat(code(keys.key(root))).isEqualTo(RefusalCode.ISSUER_UNUSABLE);
            assertThat(keys.key(root).refusal().detail())
                    .contains(folder.key("root-1").toString())
                    .contains("bring it back");
            assertThat(keys.key(issuing).isOk())
                    .as("the issuing key needs no root")
                    .isTrue();
            Files.move(away, folder.key("root-1"));
            assertThat(keys.key(root).isOk()).isTrue();
        }
    }

    @Test
    void aWrongPassphraseOpensNothing() throws IOException {
        Files.writeString(folder.passphrase("issuing-1"), "not the passphrase\n");
        try (KeysOnDisk keys = keys(KeysOnDisk.Passphrases.none())) {
            assertThat(code(keys.key(issuing))).isEqualTo(RefusalCode.WRONG_PASSPHRASE);
            assertThat(keys.key(issuing).refusal().detail())
                    .contains("issuing-1.p12")
                    .doesNotContain("not the passphrase");
        }
    }

    @Test
    void withoutAFileThePassphraseIsAskedForAndMayEndWithAnyLineEnd() throws IOException {
        String passphrase = Files.readString(folder.passphrase("issuing-1")).strip();
        Files.delete(folder.passphrase("issuing-1"));
        try (KeysOnDisk keys = keys(KeysOnDisk.Passphrases.none())) {
            assertThat(keys.key(issuing).refusal().detail()).contains("keys/issuing-1.passphrase");
        }
        try (KeysOnDisk keys = keys(id -> Outcome.ok(Passphrase.of(passphrase.toCharArray())))) {
            assertThat(keys.key(issuing).isOk()).isTrue();
        }
        for (String end : List.of("", "\n", "\r\n", "\nsecond line\n")) {
            Files.writeString(folder.passphrase("issuing-1"), passphrase + end);
            try (KeysOnDisk keys = keys(KeysOnDisk.Passphrases.none())) {
                assertThat(keys.key(issuing).isOk()).isTrue();
            }
        }
    }

    @Test
    void aKeyFileOfAnotherIssuerIsNotUsed() throws IOException {
        Files.copy(folder.key("root-1"), folder.key("issuing-1"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        Files.copy(
                folder.passphrase("root-1"),
                folder.passphrase("issuing-1"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertNotUsed();
    }

    @Test
    void aKeyFileThatNamesTheRightCertificateButHoldsAnotherKeyIsNotUsed() {
        for (KeyType type : List.of(KeyType.EC_P256, KeyType.EC_P384, KeyType.RSA_2048)) {
            try (SoftwareKey other = SoftwareKey.generate(type, TestCa.RANDOM);
                    Passphrase passphrase =
                            KeysOnDisk.read(folder.passphrase("issuing-1")).orThrow()) {
                new Pkcs12Vault(folder.key("issuing-1"), TestCa.RANDOM)
                        .store(other, List.of(issuing.certificate(), root.certificate()), passphrase);
            }
            assertNotUsed();
        }
    }

    private void assertNotUsed() {
        try (KeysOnDisk keys = keys(KeysOnDisk.Passphrases.none())) {
            assertThat(code(keys.key(issuing))).isEqualTo(RefusalCode.ISSUER_UNUSABLE);
            assertThat(keys.key(issuing).refusal().detail()).contains("holds another key");
        }
    }

    @Test
    void aDamagedKeyFileIsRefused() throws IOException {
        for (byte[] bad : List.of(new byte[0], "hello".getBytes(StandardCharsets.UTF_8), new byte[2 << 20])) {
            Files.write(folder.key("issuing-1"), bad);
            try (KeysOnDisk keys = keys(KeysOnDisk.Passphrases.none())) {
                assertThat(keys.key(issuing).isOk()).isFalse();
            }
        }
    }

    @Test
    void aMissingPassphraseFileIsNamed() {
        assertThat(KeysOnDisk.read(parent.resolve("nowhere")).refusal().detail())
                .contains(parent.resolve("nowhere").toString());
    }

    @Test
    void oneKeySignsForManyThreads() {
        try (KeysOnDisk keys = keys(KeysOnDisk.Passphrases.none())) {
            SigningKey key = keys.key(issuing).orThrow();
            boolean all = IntStream.range(0, 400).parallel().allMatch(i -> {
                byte[] message = ("message " + i).getBytes(StandardCharsets.UTF_8);
                byte[] signature = keys.key(issuing).orThrow().sign(SignatureScheme.ECDSA_SHA256, message);
                return Providers.verify(SignatureScheme.ECDSA_SHA256, key.publicKey(), message, signature);
            });
            assertThat(all).isTrue();
        }
    }
}
