package org.signet.cli;

import java.nio.file.Path;
import org.signet.app.KeysOnDisk;
import org.signet.app.NewKey;
import org.signet.crypto.keys.Passphrase;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.policy.TokenSlot;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The key of a new CA: its type, and where it is kept. */
final class CaKeyOption {
    static final String USUAL = "rsa-4096";

    @Option(
            names = "--key",
            paramLabel = "TYPE",
            defaultValue = USUAL,
            description = "The new key: rsa-4096 (default), rsa-3072, ec-p256, ec-p384.")
    private KeyType key;

    @Option(
            names = "--new-passphrase-file",
            paramLabel = "FILE",
            description = "The new key's passphrase; made into a file without it.")
    private Path passphrase;

    @Mixin
    private Token token;

    NewKey.Wish wish() {
        return token.wish(key, passphrase);
    }

    String told() {
        return token.told(key);
    }

    /** A PKCS#11 token in which a new key is made, and which it never leaves. */
    static final class Token {
        @ArgGroup(exclusive = false)
        private Slot slot;

        /** All of them, or none. */
        static final class Slot {
            @Option(
                    names = "--token",
                    required = true,
                    paramLabel = "LIBRARY",
                    description = "Make the key in a token, reached by this PKCS#11 library.")
            private Path library;

            @Option(
                    names = "--slot",
                    required = true,
                    paramLabel = "NUMBER",
                    converter = Number.class,
                    description = "The token's slot.")
            private long number;

            @Option(
                    names = "--pin-file",
                    required = true,
                    paramLabel = "FILE",
                    description = "A file whose first line is the token's PIN.")
            private Path pin;
        }

        /** Of a slot; the library would take a negative one for whichever token comes first. */
        static final class Number implements ITypeConverter<Long> {
            @Override
            public Long convert(String text) {
                if (!text.matches("[0-9]{1,18}")) {
                    throw new TypeConversionException(
                            "it is a number, 0 or more, as the token's own program shows it, not " + text + ".");
                }
                return Long.valueOf(text);
            }
        }

        /** The key as those are told of it who agree to it: its type and where it is kept, never what opens it. */
        String told(KeyType type) {
            return type.text() + (slot == null ? "" : " in the token of " + slot.library + ", slot " + slot.number);
        }

        NewKey.Wish wish(KeyType type, Path passphraseFile) {
            if (slot != null) {
                return new NewKey.Wish(
                        type,
                        KeysOnDisk.read(slot.pin).orThrow(),
                        new TokenSlot(slot.library.toAbsolutePath(), slot.number));
            }
            Passphrase given = passphraseFile == null
                    ? null
                    : KeysOnDisk.read(passphraseFile)
                            .then(Passphrase::forContainer)
                            .orThrow();
            return new NewKey.Wish(type, given, null);
        }
    }
}
