package org.signet.edge.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.signet.crypto.keys.EncryptedKey;
import org.signet.crypto.keys.files.PrivateFiles;
import org.signet.crypto.x509.Pem;
import org.signet.edge.json.Json;
import org.signet.model.Bytes;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;
import org.signet.model.Unavailable;

/**
 * What an unfinished enrolment needs to go on another day, kept beside the file that it will become.
 *
 * @param claim the terminal's bearer secret
 * @param publicKey PEM, as {@code privateKey}, encrypted; a block for each key; both absent before they are made
 */
record PendingEnrollment(String server, String email, String id, String claim, String publicKey, String privateKey) {
    private static final int MAX_OCTETS = 64 * 1024;

    /** {@code FILE.p12.pending}. */
    static Path beside(Path file) {
        return file.resolveSibling(file.getFileName() + ".pending");
    }

    /** What is stored there, if anything. */
    static Outcome<Optional<PendingEnrollment>> read(Path path) {
        byte[] stored;
        try {
            if (Files.size(path) > MAX_OCTETS) {
                return unreadable(path);
            }
            stored = Files.readAllBytes(path);
        } catch (NoSuchFileException e) {
            return Outcome.ok(Optional.empty());
        } catch (IOException e) {
            throw new Unavailable("cannot read " + path + ": " + e.getMessage(), e);
        }
        Outcome<PendingEnrollment> pending = Json.read(stored, PendingEnrollment.class);
        return pending.isOk() && pending.orThrow().whole()
                ? Outcome.ok(Optional.of(pending.orThrow()))
                : unreadable(path);
    }

    private static <T> Outcome<T> unreadable(Path path) {
        return Outcome.refused(
                RefusalCode.BAD_INPUT,
                path + " is not what an unfinished enrolment leaves; move it away to begin again.");
    }

    private boolean whole() {
        return server != null
                && email != null
                && id != null
                && claim != null
                && (publicKey == null) == (privateKey == null)
                && (publicKey == null || !keys().isEmpty());
    }

    void write(Path path) {
        PrivateFiles.write(path, (Json.writePretty(this) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Empty before they are made; of a pair the signing key first. */
    List<EncryptedKey> keys() {
        if (publicKey == null) {
            return List.of();
        }
        List<Bytes> open = Pem.decodeAll(Pem.PUBLIC_KEY, publicKey);
        List<Bytes> hidden = Pem.decodeAll(Pem.ENCRYPTED_KEY, privateKey);
        return open.size() != hidden.size()
                ? List.of()
                : IntStream.range(0, open.size())
                        .mapToObj(i -> new EncryptedKey(open.get(i), hidden.get(i)))
                        .toList();
    }

    PendingEnrollment with(List<EncryptedKey> keys) {
        return new PendingEnrollment(
                server,
                email,
                id,
                claim,
                keys.stream()
                        .map(key -> Pem.encode(Pem.PUBLIC_KEY, key.publicKey()))
                        .collect(Collectors.joining()),
                keys.stream()
                        .map(key -> Pem.encode(Pem.ENCRYPTED_KEY, key.privateKey()))
                        .collect(Collectors.joining()));
    }

    @Override
    public String toString() {
        return "enrolment " + id + " of " + email + " at " + server;
    }
}
