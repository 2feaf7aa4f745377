package org.signet.cli;

import java.nio.file.Path;
import org.signet.crypto.x509.Certificate;
import org.signet.model.Outcome;
import org.signet.model.SerialNumber;
import picocli.CommandLine.Option;

/** Which certificate is meant: by its number, or by itself. */
final class OneCertificate {
    @Option(names = "--serial", paramLabel = "HEX", description = "By serial number.")
    private String serial;

    @Option(names = "--cert", paramLabel = "FILE", description = "The certificate in this file.")
    private Path certificate;

    Outcome<SerialNumber> serial() {
        return serial != null
                ? SerialNumber.parse(serial)
                : Input.read(certificate)
                        .then(Certificate::parseFile)
                        .then(all -> all.get(0).content().soundSerial());
    }
}
