package org.signet.cli;

import java.time.Instant;
import java.util.List;
import org.signet.crypto.keys.Pkcs12File;
import org.signet.crypto.smime.composing.Signers;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** With what somebody signs. */
final class SigningOptions {
    @Mixin
    private KeyOptions keys;

    @Option(
            names = "--pss",
            description = "Sign with RSA-PSS, which old programs do not read, where the key is an RSA key.")
    private boolean pss;

    boolean given() {
        return keys.given();
    }

    /** Every key that was given. */
    List<Pkcs12File> files() {
        return keys.open();
    }

    Signers of(List<Pkcs12File> files, Instant now) {
        return Signers.of(files, pss, now).orThrow();
    }

    Signers open(Instant now) {
        return of(files(), now);
    }
}
