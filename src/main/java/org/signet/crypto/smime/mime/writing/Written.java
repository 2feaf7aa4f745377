package org.signet.crypto.smime.mime.writing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.signet.crypto.smime.mime.encoding.Base64Lines;
import org.signet.crypto.smime.mime.encoding.CanonicalLines;
import org.signet.crypto.smime.mime.encoding.QuotedPrintableLines;
import org.signet.model.Bytes;
import org.signet.model.SizedOctets;
import org.signet.model.StoredOctets;

/** Octets that are written when they are wanted, as often as they are; their number is known before. */
public interface Written extends SizedOctets {
    static Written of(SizedOctets octets) {
        return of(octets.length(), octets::writeTo);
    }

    static Written of(Bytes octets) {
        return of(StoredOctets.of(octets), octets.length());
    }

    /** The characters of an ASCII text. */
    static Written of(String ascii) {
        return of(Bytes.of(ascii.getBytes(StandardCharsets.US_ASCII)));
    }

    /** Stored octets, of which there are so many. */
    static Written of(StoredOctets octets, long length) {
        return of(length, out -> {
            try (InputStream in = octets.open()) {
                in.transferTo(out);
            }
        });
    }

    /** One after the other. */
    static Written joined(List<? extends Written> parts) {
        return of(SizedOctets.concat(parts.toArray(SizedOctets[]::new)));
    }

    /** The same octets in base64, in lines (RFC 2045 §6.8). */
    static Written base64(Written octets) {
        return of(Base64Lines.length(octets.length()), out -> {
            Base64Lines lines = new Base64Lines(out);
            octets.writeTo(lines);
            lines.finish();
        });
    }

    /** A text in quoted-printable (RFC 2045 §6.7); its lines may end with LF. To know the length, it is gone through once. */
    static Written quotedPrintable(StoredOctets text) throws IOException {
        StoredOctets canonical = CanonicalLines.of(text);
        return measured(out -> {
            QuotedPrintableLines lines = new QuotedPrintableLines(out);
            try (InputStream in = canonical.open()) {
                in.transferTo(lines);
            }
            lines.finish();
        });
    }

    /** What an act writes, which writes the same each time: it is done once now, to count the octets. */
    static Written measured(Act act) throws IOException {
        return of(SizedOctets.measured(act));
    }

    private static Written of(long length, Act act) {
        return new Written() {
            @Override
            public long length() {
                return length;
            }

            @Override
            public void writeTo(OutputStream out) throws IOException {
                act.writeTo(out);
            }
        };
    }
}
