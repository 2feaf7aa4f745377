package org.signet.crypto.smime.mime;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.signet.model.Bytes;
import org.signet.model.StoredOctets;

/** Octets of tests, each character of a text one of them. */
public final class Octets {
    private Octets() {}

    public static StoredOctets of(String latin1) {
        return StoredOctets.of(Bytes.of(latin1.getBytes(StandardCharsets.ISO_8859_1)));
    }

    public static StoredOctets of(byte[] octets) {
        return StoredOctets.of(Bytes.of(octets));
    }

    public static String text(StoredOctets octets) {
        return new String(all(octets), StandardCharsets.ISO_8859_1);
    }

    public static byte[] all(StoredOctets octets) {
        try (InputStream in = octets.open()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Entity entity(String latin1) {
        return entity(of(latin1));
    }

    public static Entity entity(StoredOctets octets) {
        try {
            return Entity.parse(octets).orThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Pieces of an alphabet in a row, at random: small alphabets meet the edges. */
    public static String random(Random random, int most, String... pieces) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            text.append(pieces[random.nextInt(pieces.length)]);
        }
        return text.toString();
    }

    /** One octet after another, without holding them: a text of so many octets that says the same again and again. */
    public static StoredOctets repeated(byte[] block, long length) {
        return () -> new InputStream() {
            private long given;

            @Override
            public int read() {
                return given >= length ? -1 : block[(int) (given++ % block.length)] & 0xff;
            }

            @Override
            public int read(byte[] buffer, int from, int count) {
                if (given >= length) {
                    return -1;
                }
                int offset = (int) (given % block.length);
                int most = (int) Math.min(Math.min(count, block.length - offset), length - given);
                System.arraycopy(block, offset, buffer, from, most);
                given += most;
                return most;
            }
        };
    }

    /** One after the other. */
    public static StoredOctets joined(StoredOctets... all) {
        return () -> {
            java.util.Vector<InputStream> streams = new java.util.Vector<>();
            for (StoredOctets each : all) {
                streams.add(each.open());
            }
            return new java.io.SequenceInputStream(streams.elements());
        };
    }
}
