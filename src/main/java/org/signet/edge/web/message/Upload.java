package org.signet.edge.web.message;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.signet.crypto.keys.files.NamelessFile;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;
import org.signet.model.StoredOctets;

/** A message that somebody sends to be checked: in a private file until this is closed, within bounds of size and time. */
final class Upload implements AutoCloseable {
    /** More than mail servers let through. */
    static final long MOST = 32L << 20;

    /** Whoever sends more slowly than this, after a start, is sent away: each holds one of few places. */
    private static final long OCTETS_A_SECOND = 32 * 1024;

    private static final Duration START = Duration.ofSeconds(15);
    private static final Duration CHECK = Duration.ofSeconds(30);
    private static final int PIECE = 64 * 1024;
    private static final int HEAD = 16 * 1024;
    /** {@code PFX ::= SEQUENCE { version INTEGER {v3(3)} … }} (RFC 7292 §4), behind the length of the sequence. */
    private static final byte[] PFX_VERSION = {2, 1, 3, 0x30};

    private final NamelessFile file;
    private long deadline;

    private Upload(NamelessFile file) {
        this.file = file;
    }

    /**
     * Takes it in; refused, by exception, if it is too long, comes too slowly, or is a private key.
     *
     * @param folder for the file
     */
    static Upload of(InputStream body, Path folder) throws IOException {
        Upload upload = new Upload(NamelessFile.in(folder));
        try {
            upload.file.write(out -> {
                byte[] piece = new byte[PIECE];
                long begun = System.nanoTime();
                long received = 0;
                for (int read = body.read(piece); read >= 0; read = body.read(piece)) {
                    received += read;
                    demandSize(received);
                    demandPace(System.nanoTime() - begun, received);
                    out.write(piece, 0, read);
                }
            });
            demandNoKey(upload.file.open());
            return upload;
        } catch (IOException | RuntimeException e) {
            upload.close();
            throw e;
        }
    }

    static void demandSize(long octets) {
        if (octets > MOST) {
            throw new RefusedException(
                    RefusalCode.TOO_LARGE,
                    "The message is larger than " + (MOST >> 20)
                            + " MiB. `signet verify` and `signet show` read it on your own computer.");
        }
    }

    static void demandPace(long nanos, long received) {
        Duration allowed = START.plusSeconds(received / OCTETS_A_SECOND);
        if (nanos > allowed.toNanos()) {
            throw new RefusedException(
                    RefusalCode.TOO_LARGE,
                    "The message came too slowly. Try again on a faster connection, or use `signet show` on your own"
                            + " computer.");
        }
    }

    /** Nobody's key may be here, not even for a moment longer. */
    private static void demandNoKey(InputStream stored) throws IOException {
        byte[] head;
        try (stored) {
            head = stored.readNBytes(HEAD);
        }
        String text = new String(head, StandardCharsets.ISO_8859_1);
        if (text.stripLeading().startsWith("-----BEGIN ") && text.contains("PRIVATE KEY-----") || isPfx(head)) {
            throw new RefusedException(
                    RefusalCode.PRIVATE_KEY,
                    "This is a private key. It was deleted here at once, but it has left your computer: revoke its"
                            + " certificate.");
        }
    }

    private static boolean isPfx(byte[] head) {
        if (head.length < 12 || head[0] != 0x30) {
            return false;
        }
        int from = 2 + ((head[1] & 0x80) == 0 ? 0 : head[1] & 0x7f);
        int to = from + PFX_VERSION.length;
        return to <= head.length && Arrays.equals(Arrays.copyOfRange(head, from, to), PFX_VERSION);
    }

    /** It, for a check that begins now: it can be read for a while, then no more, so that nobody writes a message that takes hours. */
    StoredOctets octets() {
        deadline = System.nanoTime() + CHECK.toNanos();
        return () -> new FilterInputStream(file.open()) {
            @Override
            public int read() throws IOException {
                demandTime();
                return super.read();
            }

            @Override
            public int read(byte[] buffer, int from, int length) throws IOException {
                demandTime();
                return super.read(buffer, from, length);
            }
        };
    }

    /** Whether the check is still within its time; refused, by exception, if not. */
    void demandTime() {
        if (System.nanoTime() - deadline > 0) {
            throw new RefusedException(
                    RefusalCode.TOO_LARGE,
                    "To check this message takes too long here. `signet show` does it on your own computer.");
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
