package org.signet.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.signet.crypto.smime.mime.encoding.Base64Lines;
import org.signet.model.SizedOctets;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where a signed or encrypted message or file goes. */
final class ProtectedOutput {
    @Mixin
    private Output out;

    @Option(names = "--pem", description = "A file as PEM instead of DER.")
    private boolean pem;

    void check() {
        out.check();
    }

    void write(SizedOctets octets, boolean mail) {
        out.write(pem && !mail ? to -> pem(octets, to) : octets::writeTo);
    }

    /** RFC 7468 §9. */
    private static void pem(SizedOctets octets, OutputStream out) throws IOException {
        out.write("-----BEGIN CMS-----\n".getBytes(StandardCharsets.US_ASCII));
        Base64Lines lines = new Base64Lines(out);
        octets.writeTo(lines);
        lines.finish();
        out.write("-----END CMS-----\n".getBytes(StandardCharsets.US_ASCII));
    }
}
