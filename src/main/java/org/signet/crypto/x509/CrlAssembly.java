package org.signet.crypto.x509;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.x509.TBSCertList;
import org.signet.crypto.x509.der.Der;

/**
 * A CRL while it is made. Its entries lie in a file until all are there and their length is known, since DER tells lengths
 * first; so their number is not bounded by memory. Closing takes the file away.
 */
public final class CrlAssembly implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final CrlContent frame;
    private final Path file;
    private final OutputStream out;
    private long octets;
    private int count;

    private CrlAssembly(CrlContent frame, Path file) throws IOException {
        this.frame = frame;
        this.file = file;
        this.out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER);
    }

    /**
     * Begins one.
     *
     * @param frame what it says besides its entries
     * @param folder where the file of its entries may lie meanwhile
     */
    public static CrlAssembly of(CrlContent frame, Path folder) {
        try {
            Files.createDirectories(folder);
            return new CrlAssembly(frame, Files.createTempFile(folder, "entries", ".tmp"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds an entry and tells how it was written. */
    public TBSCertList.CRLEntry add(CrlTemplate.Entry entry) {
        byte[] der = entry.der();
        try {
            out.write(der);
            octets += der.length;
            count++;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return TBSCertList.CRLEntry.getInstance(ASN1Sequence.getInstance(der));
    }

    public CrlContent frame() {
        return frame;
    }

    /** How many entries there are. */
    public int count() {
        return count;
    }

    /** The DER TBSCertList with its entries: what the signature covers. */
    public InputStream content() {
        try {
            out.flush();
            ASN1Sequence tbs = ASN1Sequence.getInstance(frame.der().toArray());
            byte[] before = encode(tbs, 0, tbs.size() - 1);
            byte[] extensions = encode(tbs, tbs.size() - 1, tbs.size());
            byte[] list = count == 0 ? new byte[0] : Der.header(Der.SEQUENCE, octets);
            long length = before.length + list.length + octets + extensions.length;
            return sequence(List.of(
                    stream(Der.header(Der.SEQUENCE, length)),
                    stream(before),
                    stream(list),
                    Files.newInputStream(file),
                    stream(extensions)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The whole CRL with that signature, in DER. */
    public InputStream signed(byte[] signature) {
        try {
            byte[] after = concatenated(
                    frame.asn1().getSignature().getEncoded(ASN1Encoding.DER),
                    new DERBitString(signature).getEncoded(ASN1Encoding.DER));
            long length = contentLength() + after.length;
            return sequence(List.of(stream(Der.header(Der.SEQUENCE, length)), content(), stream(after)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long contentLength() throws IOException {
        // The frame's own header may be shorter than that of all: its content counts.
        ASN1Sequence tbs = ASN1Sequence.getInstance(frame.der().toArray());
        long inner =
                encode(tbs, 0, tbs.size()).length + (count == 0 ? 0 : Der.header(Der.SEQUENCE, octets).length + octets);
        return Der.header(Der.SEQUENCE, inner).length + inner;
    }

    private static byte[] encode(ASN1Sequence sequence, int from, int to) throws IOException {
        ByteArrayOutputStream elements = new ByteArrayOutputStream();
        for (int i = from; i < to; i++) {
            elements.write(sequence.getObjectAt(i).toASN1Primitive().getEncoded(ASN1Encoding.DER));
        }
        return elements.toByteArray();
    }

    private static byte[] concatenated(byte[] first, byte[] second) throws IOException {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.write(first);
        both.write(second);
        return both.toByteArray();
    }

    private static InputStream stream(byte[] octets) {
        return new ByteArrayInputStream(octets);
    }

    private static InputStream sequence(List<InputStream> parts) {
        return new SequenceInputStream(Collections.enumeration(parts));
    }

    @Override
    public void close() {
        try (out) {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
