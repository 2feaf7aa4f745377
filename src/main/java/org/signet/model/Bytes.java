package org.signet.model;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HexFormat;

/** An immutable sequence of octets, compared by content. Never holds a secret: secrets are closeable. */
public final class Bytes {
    private final byte[] octets;

    private Bytes(byte[] octets) {
        this.octets = octets;
    }

    public static Bytes of(byte... octets) {
        return new Bytes(octets.clone());
    }

    /** Lower- or upper-case hexadecimal without separators; an {@link IllegalArgumentException} otherwise. */
    public static Bytes ofHex(String hex) {
        return new Bytes(HexFormat.of().parseHex(hex));
    }

    public byte[] toArray() {
        return octets.clone();
    }

    /** The octets as a stream, without a copy. */
    public InputStream open() {
        return new ByteArrayInputStream(octets);
    }

    public int length() {
        return octets.length;
    }

    /** Lower-case hexadecimal, no separators. */
    public String hex() {
        return HexFormat.of().formatHex(octets);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes b && Arrays.equals(octets, b.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    @Override
    public String toString() {
        return octets.length <= 32 ? hex() : octets.length + " bytes";
    }
}
