package org.signet.crypto.keys;

import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import org.signet.model.Outcome;
import org.signet.model.Refusal;
import org.signet.model.RefusalCode;

/** A secret that a person or a file holds; wiped on close. */
public final class Passphrase implements AutoCloseable {
    /** Without 0/o, 1/l/i and u: nobody mistypes it, nobody is insulted. */
    private static final String ALPHABET = "abcdefghjkmnpqrstvwxyz23456789";

    private static final int GROUPS = 6;
    private static final int GROUP = 4;

    private final char[] secret;

    private Passphrase(char[] secret) {
        this.secret = secret;
    }

    /** Takes a copy; the caller wipes its own. */
    public static Passphrase of(char... secret) {
        return new Passphrase(secret.clone());
    }

    /** 24 random characters in six groups: 117 bits. */
    public static Passphrase random(SecureRandom random) {
        char[] secret = new char[GROUPS * GROUP + GROUPS - 1];
        for (int i = 0; i < secret.length; i++) {
            secret[i] = i % (GROUP + 1) == GROUP ? '-' : ALPHABET.charAt(random.nextInt(ALPHABET.length()));
        }
        return new Passphrase(secret);
    }

    /** A passphrase for a PKCS#12 file: 12 or more printable ASCII characters, since others break between programs. */
    public static Outcome<Passphrase> forContainer(char[] secret) {
        return forContainer(of(secret));
    }

    /** The same passphrase, if a PKCS#12 file can be written under it; otherwise it is wiped. */
    public static Outcome<Passphrase> forContainer(Passphrase given) {
        Outcome<Passphrase> fit = given.fitsContainer();
        if (!fit.isOk()) {
            given.close();
        }
        return fit;
    }

    private Outcome<Passphrase> fitsContainer() {
        for (char c : secret) {
            if (c < 0x20 || c > 0x7e) {
                return Outcome.refused(
                        RefusalCode.WEAK_PASSWORD,
                        "A passphrase for a .p12 file has only letters without accents, digits, spaces and ASCII"
                                + " punctuation; others fail in some mail programs.");
            }
        }
        return secret.length < 12
                ? Outcome.refused(RefusalCode.WEAK_PASSWORD, "Give a passphrase of at least 12 characters.")
                : Outcome.ok(this);
    }

    /** Whether the other is the same, character by character. */
    public boolean sameAs(Passphrase other) {
        return Arrays.equals(secret, other.secret);
    }

    /** Why no PKCS#12 file can be written under it, if so. */
    public Optional<Refusal> unfitForContainer() {
        return fitsContainer().fold(fit -> Optional.empty(), Optional::of);
    }

    /** The characters themselves, owned by this object; do not keep. */
    char[] chars() {
        return secret;
    }

    /** Copies the secret out, for writing it where its owner asked for it. */
    public String reveal() {
        return new String(secret);
    }

    byte[] utf8() {
        var encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(secret));
        byte[] octets = new byte[encoded.remaining()];
        encoded.get(octets);
        Arrays.fill(encoded.array(), (byte) 0);
        return octets;
    }

    @Override
    public void close() {
        Arrays.fill(secret, '\0');
    }

    @Override
    public String toString() {
        return "passphrase";
    }
}
