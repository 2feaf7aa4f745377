package org.signet.model;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/**
 * Octets whose number is known before they are written, and that are perhaps too many to be held in memory: what is written in
 * DER tells its length first.
 */
public interface SizedOctets {

    long length();

    /** Writes all of them; may be called again and then writes the same. */
    void writeTo(OutputStream out) throws IOException;

    static SizedOctets of(byte[] octets) {
        Bytes kept = Bytes.of(octets);
        return new SizedOctets() {
            @Override
            public long length() {
                return kept.length();
            }

            @Override
            public void writeTo(OutputStream out) throws IOException {
                kept.open().transferTo(out);
            }
        };
    }

    /** @throws IllegalStateException when they are written and are more or fewer than said: somebody changed them meanwhile */
    static SizedOctets of(StoredOctets octets, long length) {
        return new SizedOctets() {
            @Override
            public long length() {
                return length;
            }

            @Override
            public void writeTo(OutputStream out) throws IOException {
                byte[] piece = new byte[64 * 1024];
                long written = 0;
                try (InputStream in = octets.open()) {
                    for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                        out.write(piece, 0, read);
                        written += read;
                    }
                }
                if (written != length) {
                    throw new IllegalStateException("the input changed while it was read");
                }
            }
        };
    }

    /** Stored octets, which are read once now to count them. */
    static SizedOctets counted(StoredOctets octets) throws IOException {
        try (InputStream in = octets.open()) {
            return of(octets, in.transferTo(OutputStream.nullOutputStream()));
        }
    }

    /** What an act writes, which writes the same each time: it is done once now, to count the octets. */
    static SizedOctets measured(Act act) throws IOException {
        CountingStream count = new CountingStream();
        act.writeTo(count);
        return new SizedOctets() {
            @Override
            public long length() {
                return count.count();
            }

            @Override
            public void writeTo(OutputStream out) throws IOException {
                act.writeTo(out);
            }
        };
    }

    /** What writes. */
    interface Act {
        void writeTo(OutputStream out) throws IOException;
    }

    /** One after the other. */
    static SizedOctets concat(SizedOctets... parts) {
        List<SizedOctets> all = List.of(parts);
        return new SizedOctets() {
            @Override
            public long length() {
                return all.stream().mapToLong(SizedOctets::length).sum();
            }

            @Override
            public void writeTo(OutputStream out) throws IOException {
                for (SizedOctets part : all) {
                    part.writeTo(out);
                }
            }
        };
    }

    /** All of them, where it is known that they are few. */
    default byte[] toArray() {
        ByteArrayOutputStream out = new ByteArrayOutputStream((int) Math.min(length(), Integer.MAX_VALUE));
        try {
            writeTo(out);
        } catch (IOException e) {
            throw new Unavailable("cannot read what is to be written: " + e.getMessage(), e);
        }
        return out.toByteArray();
    }
}
