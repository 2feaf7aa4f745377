package org.signet.edge.store.database;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;
import org.signet.crypto.keys.files.PrivateFiles;

/**
 * H2's file by the scheme {@code steady:}. Java closes a file's channel, and so the database, when a thread that reads from it is
 * interrupted. H2's asynchronous files are not closed so, but hand each page from thread to thread, which took half the time of a look-up: so
 * they write and lock, and a thread that reads does so by itself, through a file without a channel. A new file is its owner's alone to read.
 */
public final class SteadyFile extends FilePathWrapper {
    static final String SCHEME = "steady";

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        String file = name.substring(SCHEME.length() + 1);
        if (!mode.equals("r")) {
            PrivateFiles.create(Path.of(file));
        }
        return new Channel(file, FilePath.get("async:" + file).open(mode));
    }

    private static final class Channel extends FileBaseDefault {
        private final String file;
        private final FileChannel writing;
        private final Queue<RandomAccessFile> idle = new ConcurrentLinkedQueue<>();

        Channel(String file, FileChannel writing) {
            this.file = file;
            this.writing = writing;
        }

        @Override
        public int read(ByteBuffer into, long position) throws IOException {
            RandomAccessFile free = idle.poll();
            RandomAccessFile from = free == null ? new RandomAccessFile(file, "r") : free;
            try {
                from.seek(position);
                return read(from, into);
            } finally {
                idle.add(from);
                if (!isOpen()) {
                    closeIdle();
                }
            }
        }

        private static int read(RandomAccessFile from, ByteBuffer into) throws IOException {
            byte[] octets = into.hasArray() ? into.array() : new byte[into.remaining()];
            int start = into.hasArray() ? into.arrayOffset() + into.position() : 0;
            int count = from.read(octets, start, into.remaining());
            if (count > 0 && into.hasArray()) {
                into.position(into.position() + count);
            } else if (count > 0) {
                into.put(octets, 0, count);
            }
            return count;
        }

        private void closeIdle() throws IOException {
            for (RandomAccessFile each = idle.poll(); each != null; each = idle.poll()) {
                each.close();
            }
        }

        @Override
        public int write(ByteBuffer from, long position) throws IOException {
            return writing.write(from, position);
        }

        @Override
        public long size() throws IOException {
            return writing.size();
        }

        @Override
        protected void implTruncate(long size) throws IOException {
            writing.truncate(size);
        }

        @Override
        public void force(boolean metadata) throws IOException {
            writing.force(metadata);
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return writing.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            writing.close();
            closeIdle();
        }
    }
}
