package org.signet.edge.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.signet.ca.revocation.CrlStore;
import org.signet.ca.revocation.CrlStore.PublishedCrl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest CRLs as files of this node: a CRL of any size is sent from the disk, and the one that was served last goes on
 * being served while the database is away.
 */
public final class CrlFiles {
    private static final Logger LOG = LoggerFactory.getLogger(CrlFiles.class);

    private final CrlStore crls;
    private final Path folder;
    private final Map<String, CrlFile> served = new ConcurrentHashMap<>();

    /** @param folder for nothing but these files; what is missing in it is fetched again */
    public CrlFiles(CrlStore crls, Path folder) {
        this.crls = crls;
        this.folder = folder;
    }

    /** A CRL and the file of this node that holds its DER octets. */
    public record CrlFile(PublishedCrl crl, Path path) {}

    /** @param shard 0 for the CRL of all certificates of that issuer */
    public Optional<CrlFile> newest(String issuerId, int shard) {
        String name = issuerId + "." + shard;
        Optional<PublishedCrl> newest;
        try {
            newest = crls.latest(issuerId, shard);
        } catch (RuntimeException away) {
            CrlFile before = served.get(name);
            if (before == null) {
                throw away;
            }
            LOG.warn(
                    "the database does not tell the newest CRL of {}; number {} is served on",
                    issuerId,
                    before.crl().number());
            return Optional.of(before);
        }
        return newest.map(crl -> file(name, crl));
    }

    private CrlFile file(String name, PublishedCrl crl) {
        CrlFile known = served.get(name);
        if (known != null && known.crl().equals(crl) && Files.exists(known.path())) {
            return known;
        }
        // One at a time for each name: the others find what the first one fetched.
        return served.compute(
                name,
                (key, before) -> before != null && before.crl().equals(crl) && Files.exists(before.path())
                        ? before
                        : fetched(name, crl));
    }

    private CrlFile fetched(String name, PublishedCrl crl) {
        Path path = folder.resolve(name + "." + crl.number() + ".crl");
        try {
            Path half = Files.createTempFile(folder, name, ".tmp");
            try (InputStream octets = crls.octets(crl)) {
                Files.copy(octets, half, StandardCopyOption.REPLACE_EXISTING);
                Files.move(half, path, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(half);
            }
            drop(name, path);
            return new CrlFile(crl, path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes older ones away; who reads one of them at this moment reads on. */
    private void drop(String name, Path newest) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (file.getFileName().toString().matches("\\Q" + name + "\\E\\.\\d+\\.crl") && !file.equals(newest)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
