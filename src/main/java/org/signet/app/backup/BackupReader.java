package org.signet.app.backup;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.signet.edge.json.Json;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;
import org.signet.model.StoredOctets;

/** The parts of an opened backup, in their order. */
final class BackupReader implements AutoCloseable {
    private static final int MOST = 1 << 20;

    private final InputStream in;
    private final ZipInputStream zip;
    private final Manifest manifest;

    private BackupReader(InputStream in, ZipInputStream zip, Manifest manifest) {
        this.in = in;
        this.zip = zip;
        this.manifest = manifest;
    }

    /** Refused if another program made it, or a version that this one does not know. */
    static Outcome<BackupReader> open(StoredOctets inside) throws IOException {
        InputStream in = inside.open();
        ZipInputStream zip = new ZipInputStream(in, StandardCharsets.UTF_8);
        Outcome<BackupReader> reader = manifest(zip).map(manifest -> new BackupReader(in, zip, manifest));
        if (!reader.isOk()) {
            in.close();
        }
        return reader;
    }

    private static Outcome<Manifest> manifest(ZipInputStream zip) throws IOException {
        ZipEntry first = zip.getNextEntry();
        if (first == null || !first.getName().equals(Backup.MANIFEST)) {
            return Outcome.refused(RefusalCode.BAD_INPUT, "What is encrypted in it is no backup of Signet.");
        }
        Outcome<Manifest> manifest = Json.readAnswer(zip.readNBytes(MOST), Manifest.class);
        return manifest.isOk() && manifest.orThrow().format() != Manifest.FORMAT
                ? Outcome.refused(
                        RefusalCode.WRONG_STATE,
                        "The backup was made by version " + manifest.orThrow().version()
                                + ", which writes another format. Restore it by that version.")
                : manifest;
    }

    Manifest manifest() {
        return manifest;
    }

    /** The name of the next part; null at the end. */
    String next() throws IOException {
        ZipEntry entry = zip.getNextEntry();
        return entry == null ? null : entry.getName();
    }

    /** The octets of this part. */
    InputStream part() {
        return new FilterInputStream(zip) {
            @Override
            public void close() {
                // The next part comes from the same stream.
            }
        };
    }

    byte[] small() throws IOException {
        return zip.readNBytes(MOST);
    }

    /** To the end of the encryption, where its tag is looked at once more: the file may have been changed since. */
    void end() throws IOException {
        in.transferTo(OutputStream.nullOutputStream());
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
