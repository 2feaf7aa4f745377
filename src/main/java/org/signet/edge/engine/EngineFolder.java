package org.signet.edge.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.signet.crypto.x509.Certificate;
import org.signet.model.Unavailable;

/** A private folder for what an engine reads and writes, gone when it is closed. */
final class EngineFolder implements AutoCloseable {
    private final Path folder;

    EngineFolder() {
        try {
            // Readable for its owner alone.
            this.folder = Files.createTempDirectory("signet-engine");
        } catch (IOException e) {
            throw new Unavailable("cannot make a temporary folder: " + e.getMessage(), e);
        }
    }

    Path path() {
        return folder;
    }

    /** Each certificate in a file of its own, PEM. */
    List<String> certificates(List<Certificate> certificates) {
        return certificates.stream().map(certificate -> pem(certificate.pem())).toList();
    }

    /** All of them in one file, PEM. */
    String bundle(List<Certificate> certificates) {
        StringBuilder all = new StringBuilder();
        certificates.forEach(certificate -> all.append(certificate.pem()));
        return pem(all.toString());
    }

    private String pem(String text) {
        try {
            Path file = Files.createTempFile(folder, "", ".pem");
            Files.writeString(file, text, StandardCharsets.US_ASCII);
            return file.toString();
        } catch (IOException e) {
            throw new Unavailable("cannot write to " + folder + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            throw new Unavailable("cannot delete " + folder + ": " + e.getMessage(), e);
        }
    }
}
