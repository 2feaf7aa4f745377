package org.signet.crypto.smime.cms;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.InflaterInputStream;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.signet.crypto.x509.der.Der;
import org.signet.model.StoredOctets;

/** Compressed content (RFC 3274). */
public final class CompressedData {
    /** RFC 3274 §2: the one way to compress. */
    public static final String ZLIB = "1.2.840.113549.1.9.16.3.8";

    private static final int CONTENT = Der.TAGGED + Der.CONSTRUCTED;
    private static final int MAX = 1024;
    /** How many times larger the content may be than its compressed form, beyond what is small anyway. */
    private static final int RATIO = 100;

    private static final int SMALL = 1 << 20;

    private CompressedData() {}

    /**
     * The content, made anew each time it is opened.
     *
     * @throws MalformedCms if it is none; reading the content fails so too if it grows out of all proportion
     */
    public static StoredOctets read(StoredOctets octets) throws IOException {
        open(octets).close();
        return () -> new Bounded(open(octets));
    }

    private static InputStream open(StoredOctets octets) throws IOException {
        BerReader ber = ContentInfo.open(octets, CmsType.COMPRESSED_DATA);
        ber.skip();
        AlgorithmIdentifier algorithm = ContentInfo.algorithm(ber, MAX);
        if (!algorithm.getAlgorithm().getId().equals(ZLIB)) {
            throw new MalformedCms("It is compressed in a way that is not known here.");
        }
        ber.enter(Der.SEQUENCE);
        ber.skip();
        ber.enter(CONTENT);
        return ber.octets(Der.OCTET_STRING);
    }

    /** Counts what goes in and what comes out. */
    private static final class Bounded extends InflaterInputStream {
        private long out;
        private final Counted counted;

        Bounded(InputStream compressed) {
            this(new Counted(compressed));
        }

        private Bounded(Counted counted) {
            super(counted);
            this.counted = counted;
        }

        @Override
        public int read(byte[] target, int from, int count) throws IOException {
            int read;
            try {
                read = super.read(target, from, count);
            } catch (java.util.zip.ZipException | java.io.EOFException e) {
                throw new MalformedCms("Its compressed content is malformed.", e);
            }
            out += Math.max(0, read);
            if (out > SMALL && out / RATIO > counted.in) {
                throw new MalformedCms("Its content is more than " + RATIO
                        + " times larger than its compressed form, so it was not unpacked.");
            }
            return read;
        }
    }

    private static final class Counted extends FilterInputStream {
        private long in;

        Counted(InputStream stream) {
            super(stream);
        }

        @Override
        public int read(byte[] target, int from, int count) throws IOException {
            int read = super.read(target, from, count);
            in += Math.max(0, read);
            return read;
        }
    }
}
