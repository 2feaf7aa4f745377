package org.signet.crypto.keys.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/**
 * A private file that nobody else finds: it has lost its name before anything stands in it, and the system frees it when the program
 * ends, however it ends. (On Windows it keeps the name until then.)
 */
public final class NamelessFile implements AutoCloseable {
    private final FileChannel channel;

    private NamelessFile(FileChannel channel) {
        this.channel = channel;
    }

    /** @param folder on whose disk it lies */
    public static NamelessFile in(Path folder) throws IOException {
        Path named = Files.createTempFile(folder, ".signet", ".tmp", PrivateFiles.OWNER_ONLY);
        // The JDK takes the name away at once where the system lets it.
        return new NamelessFile(FileChannel.open(
                named, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE));
    }

    /** Writes its content, once. */
    public void write(PrivateFiles.Content content) throws IOException {
        // It stays open for whoever reads.
        OutputStream out = Channels.newOutputStream(channel);
        content.writeTo(out);
    }

    /** From the beginning; several may read at once, until it is closed. */
    public InputStream open() {
        return new InputStream() {
            private long at;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] buffer, int from, int length) throws IOException {
                Objects.checkFromIndexSize(from, length, buffer.length);
                int read = channel.read(ByteBuffer.wrap(buffer, from, length), at);
                at += Math.max(0, read);
                return read;
            }
        };
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
