package org.signet.crypto.smime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signet.crypto.smime.People.ADA;
import static org.signet.crypto.smime.People.BOB;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.signet.crypto.policy.ContentCipher;
import org.signet.crypto.policy.KeyTransport;
import org.signet.crypto.smime.cms.CmsType;
import org.signet.crypto.smime.reading.MessageReader;
import org.signet.crypto.smime.reading.Opened;
import org.signet.crypto.smime.report.Verdict;
import org.signet.crypto.smime.writing.Encryption;
import org.signet.model.Bytes;
import org.signet.model.SizedOctets;
import org.signet.model.StoredOctets;

/** Content that is longer than all memory that may be used for it. */
class LongContentTest {
    private static final long LENGTH = 64 << 20;
    /** What all steps together may ask for, used or not: a fraction of the content. */
    private static final long ALLOWED = 16 << 20;

    private static final MessageReader READER =
            new MessageReader(People.trust(), List.of(ADA.identity(), BOB.identity()), People.RANDOM);

    @TempDir
    private Path folder;

    /** Octets that are made as they are read; none of them is kept. */
    private static final class Made extends InputStream {
        private long next;

        @Override
        public int read() {
            return next < LENGTH ? (int) (next++ * 31 >>> 3) & 0xff : -1;
        }

        @Override
        public int read(byte[] target, int from, int count) {
            int some = (int) Math.min(count, LENGTH - next);
            for (int i = 0; i < some; i++) {
                target[from + i] = (byte) ((next++ * 31) >>> 3);
            }
            return some == 0 && count > 0 ? -1 : some;
        }
    }

    private static final SizedOctets CONTENT = SizedOctets.of(Made::new, LENGTH);

    private interface Work<T> {
        T go() throws IOException;
    }

    /** What a virtual machine asks for once, to load classes and check their archives, is none of the content's. */
    @BeforeAll
    static void loaded() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BOB.signing()
                .attached(CmsType.DATA, SizedOctets.of(new byte[100]), List.of())
                .writeTo(out);
        READER.file(StoredOctets.of(Bytes.of(out.toByteArray())), Optional.empty())
                .orThrow();
    }

    /** Counts what this thread allocates, which no collection can hide. */
    private static <T> T flat(Work<T> work) throws IOException {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(thread);
        T result = work.go();
        assertThat(threads.getThreadAllocatedBytes(thread) - before).isLessThan(ALLOWED);
        return result;
    }

    private Path written(SizedOctets octets) throws IOException {
        Path file = folder.resolve("message.p7m");
        try (OutputStream out = Files.newOutputStream(file)) {
            octets.writeTo(out);
        }
        assertThat(Files.size(file)).isEqualTo(octets.length());
        return file;
    }

    private static void isTheContent(Opened opened) throws IOException {
        byte[] found = new byte[64 * 1024];
        byte[] expected = new byte[64 * 1024];
        long length = 0;
        try (InputStream in = opened.payload().octets().open();
                InputStream made = new Made()) {
            for (int read = in.readNBytes(found, 0, found.length);
                    read > 0;
                    read = in.readNBytes(found, 0, found.length)) {
                assertThat(made.readNBytes(expected, 0, read)).isEqualTo(read);
                if (!java.util.Arrays.equals(found, 0, read, expected, 0, read)) {
                    throw new AssertionError("another content after octet " + length);
                }
                length += read;
            }
        }
        assertThat(length).isEqualTo(LENGTH);
    }

    @Test
    void isSignedAndVerified() throws IOException {
        Path message = flat(() -> written(BOB.signing().attached(CmsType.DATA, CONTENT, List.of())));
        Opened opened = flat(
                () -> READER.file(StoredOctets.of(message), Optional.empty()).orThrow());
        assertThat(opened.report().verdicts().integrity()).isEqualTo(Verdict.GOOD);
        isTheContent(opened);
        Path signature = flat(() -> written(BOB.signing().detached(CmsType.DATA, CONTENT, List.of())));
        Opened apart = flat(() ->
                READER.file(StoredOctets.of(signature), Optional.of(Made::new)).orThrow());
        assertThat(apart.report().verdicts().integrity()).isEqualTo(Verdict.GOOD);
    }

    @ParameterizedTest
    @EnumSource(
            value = ContentCipher.class,
            names = {"AES_256_CBC", "AES_256_GCM"})
    void isEncryptedAndDecrypted(ContentCipher cipher) throws IOException {
        Encryption encryption = new Encryption(cipher, KeyTransport.PKCS1, People.RANDOM);
        Path message = flat(() -> written(encryption.encrypt(CONTENT, List.of(ADA.certificate(), BOB.certificate()))));
        Opened opened = flat(
                () -> READER.file(StoredOctets.of(message), Optional.empty()).orThrow());
        assertThat(opened.reached()).isTrue();
        isTheContent(opened);
    }
}
