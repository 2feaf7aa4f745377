package org.signet.cli;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import org.signet.model.StoredOctets;

/** A file that is read several times, and each time has to be the one that was read first: what was checked is what is released. */
final class UnchangedFile implements StoredOctets {
    private final Path file;
    private final StoredOctets octets;
    private final State first;

    /** How a file is told from another in its place, and from itself after somebody wrote to it. */
    private record State(Object key, long size, FileTime modified) {
        static State of(Path file) throws IOException {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            return new State(now.fileKey(), now.size(), now.lastModifiedTime());
        }
    }

    /** @param octets those of the file */
    UnchangedFile(Path file, StoredOctets octets) throws IOException {
        this.file = file;
        this.octets = octets;
        this.first = State.of(file);
    }

    private void check() throws IOException {
        if (!Objects.equals(first, State.of(file))) {
            throw new IOException(file + " was changed while it was read; do it again once nobody writes to it.");
        }
    }

    @Override
    public InputStream open() throws IOException {
        check();
        return new FilterInputStream(octets.open()) {
            @Override
            public void close() throws IOException {
                super.close();
                check();
            }
        };
    }
}
