package org.signet.cli;

import java.nio.file.Path;
import org.signet.app.KeysOnDisk;
import org.signet.app.NewKey;
import org.signet.crypto.keys.Passphrase;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.policy.TokenSlot;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The key of a new CA: its type, and where it is kept. */
final class CaKeyOption {
    @Option(
            names = "--key",
            paramLabel = "TYPE",
            defaultValue = "rsa-4096",
            description = "The new key: rsa-4096 (default), rsa-3072, ec-p256, ec-p384.")
    private String key;

    @Option(
            names = "--new-passphrase-file",
            paramLabel = "FILE",
            description = "The new key's passphrase; made into a file without it.")
    private Path passphrase;

    @Mixin
    private Token token;

    NewKey.Wish wish() {
        return token.wish(type(key), passphrase);
    }

    static KeyType type(String text) {
        return KeyType.ofText(text)
                .filter(type -> type != KeyType.RSA_2048)
                .map(Outcome::ok)
                .orElseGet(() ->
                        Outcome.refused(RefusalCode.BAD_INPUT, "--key is one of rsa-4096, rsa-3072, ec-p256, ec-p384."))
                .orThrow();
    }

    /** A PKCS#11 token in which a new key is made, and which it never leaves. */
    static final class Token {
        @Option(
                names = "--token",
                paramLabel = "LIBRARY",
                description = "Make the key in a token, reached by this PKCS#11 library.")
        private Path library;

        @Option(names = "--slot", paramLabel = "NUMBER", description = "The token's slot.")
        private Long slot;

        @Option(names = "--pin-file", paramLabel = "FILE", description = "A file whose first line is the token's PIN.")
        private Path pin;

        NewKey.Wish wish(KeyType type, Path passphraseFile) {
            if (library == null) {
                Passphrase given = passphraseFile == null
                        ? null
                        : KeysOnDisk.read(passphraseFile)
                                .then(Passphrase::forContainer)
                                .orThrow();
                return new NewKey.Wish(type, given, null);
            }
            if (slot == null || pin == null) {
                throw new RefusedException(
                        RefusalCode.BAD_INPUT, "With --token give --slot NUMBER and --pin-file FILE too.");
            }
            Passphrase given = KeysOnDisk.read(pin).orThrow();
            return new NewKey.Wish(type, given, new TokenSlot(library.toAbsolutePath(), slot));
        }
    }
}
