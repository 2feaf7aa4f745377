package org.signet.crypto.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Kinds of keys that Signet makes. {@link #text()} is how commands and configuration spell them. */
public enum KeyType {
    RSA_2048(2048),
    RSA_3072(3072),
    RSA_4096(4096),
    EC_P256(256),
    EC_P384(384);

    private final int bits;

    KeyType(int bits) {
        this.bits = bits;
    }

    /** Modulus or field size in bits. */
    public int bits() {
        return bits;
    }

    public boolean isRsa() {
        return name().startsWith("RSA");
    }

    /** Name of the curve as SEC 2 spells it; only for EC keys. */
    String curve() {
        return "secp" + bits + "r1";
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Those that are made for people and CAs; RSA with 2048 bits is certified only. */
    public static List<KeyType> madeHere() {
        return Arrays.stream(values()).filter(KeyType::isMadeHere).toList();
    }

    public boolean isMadeHere() {
        return this != RSA_2048;
    }

    public static Optional<KeyType> ofText(String text) {
        return Arrays.stream(values()).filter(t -> t.text().equals(text)).findFirst();
    }
}
