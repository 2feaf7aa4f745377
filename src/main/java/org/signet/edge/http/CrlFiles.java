package org.signet.edge.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
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
        return newest.map(crl -> fileOrBefore(name, crl));
    }

    /** Better an older one than none where the newest cannot be fetched. */
    private CrlFile fileOrBefore(String name, PublishedCrl crl) {
        try {
            return file(name, crl);
        } catch (RuntimeException noRoom) {
            CrlFile before = served.get(name);
            if (before == null || !Files.exists(before.path())) {
                throw noRoom;
            }
            LOG.warn(
                    "CRL {} of {} cannot be fetched, number {} is served on: {}",
                    crl.number(),
                    crl.issuerId(),
                    before.crl().number(),
                    noRoom.getMessage());
            return before;
        }
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
            Files.createDirectories(folder);
            Path half = Files.createTempFile(folder, name, ".tmp");
            try (InputStream octets = crls.octets(crl)) {
                if (Files.copy(octets, half, StandardCopyOption.REPLACE_EXISTING) != crl.size()) {
                    throw new IOException("CRL " + crl.number() + " is not whole in the database any more");
                }
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

    /** Takes older ones away, and what a dead process left; who reads one of them at this moment reads on. */
    private void drop(String name, Path newest) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String found = file.getFileName().toString();
                boolean older = found.matches("\\Q" + name + "\\E\\.\\d+\\.crl") && !file.equals(newest);
                if (older || found.endsWith(".tmp") && isDead(file, newest)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /** No file is written for a day. */
    private static boolean isDead(Path file, Path newest) {
        long last = file.toFile().lastModified();
        return last < newest.toFile().lastModified() - Duration.ofDays(1).toMillis();
    }
}
