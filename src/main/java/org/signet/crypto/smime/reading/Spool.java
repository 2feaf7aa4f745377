package org.signet.crypto.smime.reading;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.signet.crypto.keys.files.TemporaryFile;
import org.signet.crypto.smime.mime.HeaderBlock;
import org.signet.model.Bytes;
import org.signet.model.StoredOctets;

/**
 * What was opened once and need not be opened again: small content in memory; large content in files of a folder, if there is one.
 * They are their owner's alone, and gone when this is closed, save the one that got its name.
 */
public final class Spool implements AutoCloseable {
    private static final int SMALL = 1 << 20;
    /** Larger content is kept in memory when it was opened so often, as the content of many parts is. */
    private static final int OFTEN = 16;
    /** As much of it in all, where the memory is not small. */
    private static final int MOST = 64 << 20;

    private static final int SHARE = 16;
    private static final int PIECE = 64 * 1024;

    private final Optional<Path> folder;
    private final List<TemporaryFile> files = new ArrayList<>();
    private int left = (int) Math.min(MOST, Runtime.getRuntime().maxMemory() / SHARE);

    private Spool(Optional<Path> folder) {
        this.folder = folder;
    }

    public static Spool in(Path folder) {
        return new Spool(Optional.of(folder));
    }

    /** Large content is made anew each time that it is opened. */
    static Spool withoutFolder() {
        return new Spool(Optional.empty());
    }

    /** The same octets; small ones are kept, so that what is around them is not opened again each time. */
    StoredOctets near(StoredOctets octets) throws IOException {
        byte[] head = octets.head(SMALL + 1);
        return head.length <= SMALL ? StoredOctets.of(Bytes.of(head)) : new Large(octets);
    }

    /**
     * The same octets after they were made to their end once. A tag is checked on the way, so that nothing of what it protects is
     * looked at before.
     *
     * @param mail whether they are the content of a message
     */
    StoredOctets settled(StoredOctets octets, boolean mail) throws IOException {
        try (InputStream in = octets.open()) {
            byte[] head = in.readNBytes(SMALL + 1);
            if (head.length <= SMALL) {
                return StoredOctets.of(Bytes.of(head));
            }
            if (folder.isPresent()) {
                return kept(folder.get(), head, in, mail);
            }
            in.transferTo(OutputStream.nullOutputStream());
            return new Large(octets);
        }
    }

    /** The header of a MIME entity stays in memory, so that the file holds its body alone, which is what people want. */
    private StoredOctets kept(Path folder, byte[] head, InputStream rest, boolean mail) throws IOException {
        int begin = HeaderBlock.parse(StoredOctets.of(Bytes.of(head)))
                .fold(header -> header.isOfEntity(mail) ? Math.toIntExact(header.bodyOffset()) : 0, refusal -> 0);
        TemporaryFile file = TemporaryFile.in(folder);
        files.add(file);
        file.write(out -> {
            out.write(head, begin, head.length - begin);
            byte[] piece = new byte[PIECE];
            for (int read = rest.read(piece); read >= 0; read = rest.read(piece)) {
                out.write(piece, 0, read);
            }
        });
        Kept kept = new Kept(file);
        return begin == 0 ? kept : new KeptEntity(Bytes.of(Arrays.copyOf(head, begin)), kept);
    }

    @Override
    public void close() {
        files.forEach(TemporaryFile::close);
    }

    /** Octets that are made anew each time, until that is too often. */
    private final class Large implements StoredOctets {
        private final StoredOctets octets;
        private int opened;
        private Optional<StoredOctets> kept = Optional.empty();

        Large(StoredOctets octets) {
            this.octets = octets;
        }

        @Override
        public synchronized InputStream open() throws IOException {
            if (++opened == OFTEN) {
                byte[] head = octets.head(left + 1);
                if (head.length <= left) {
                    left -= head.length;
                    kept = Optional.of(StoredOctets.of(Bytes.of(head)));
                }
            }
            return kept.orElse(octets).open();
        }
    }

    /** The whole content of a file. */
    record Kept(TemporaryFile file) implements StoredOctets {
        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(file.path());
        }
    }

    /** A header, and the file of its body. */
    private record KeptEntity(Bytes header, Kept body) implements StoredOctets {
        @Override
        public InputStream open() throws IOException {
            return new SequenceInputStream(header.open(), body.open());
        }

        @Override
        public StoredOctets range(long from, long length) {
            return from == header.length() && length == Long.MAX_VALUE ? body : StoredOctets.super.range(from, length);
        }
    }
}
