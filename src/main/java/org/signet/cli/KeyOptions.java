package org.signet.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.signet.crypto.keys.Passphrase;
import org.signet.crypto.keys.Pkcs12File;
import org.signet.crypto.smime.reading.Identity;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The user's own keys. */
final class KeyOptions {
    @Option(
            names = "--p12",
            paramLabel = "FILE",
            description = "A .p12 file with your key; repeatable, all under the same passphrase.")
    private List<Path> files = List.of();

    @Mixin
    private PassphraseOption passphrases;

    boolean given() {
        return !files.isEmpty();
    }

    /** Every key of every file. */
    List<Pkcs12File> open() {
        List<Pkcs12File> all = new ArrayList<>();
        if (files.isEmpty()) {
            return all;
        }
        List<byte[]> contents =
                files.stream().map(file -> Input.read(file).orThrow()).toList();
        try (Passphrase passphrase = passphrases
                .explicit()
                .orElseGet(() -> passphrases.of(files.get(0).toString()))
                .orThrow()) {
            contents.forEach(content ->
                    all.addAll(Pkcs12File.openAll(content, passphrase).orThrow()));
        }
        return all;
    }

    /** The same, to open what was encrypted to them. */
    List<Identity> identities() {
        return Identity.all(open());
    }
}
