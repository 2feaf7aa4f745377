package org.signet.app.selfcheck;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.signet.ca.authority.Issuer;
import org.signet.ca.authority.Issuers;
import org.signet.ca.watch.Observation;
import org.signet.ca.watch.Subject;
import org.signet.model.Unavailable;

/** That nobody else on this machine can read the keys, and that the root's are not here. */
public final class KeyFiles implements Check {
    private static final Set<PosixFilePermission> OTHERS = PosixFilePermissions.fromString("---rwxrwx");

    private final Path keys;
    private final Issuers issuers;

    /** @param keys the folder of the key files */
    public KeyFiles(Path keys, Issuers issuers) {
        this.keys = keys;
        this.issuers = issuers;
    }

    @Override
    public String name() {
        return "files";
    }

    @Override
    public List<Observation> look(Consumer<String> progress) {
        List<Observation> seen = new ArrayList<>();
        try (Stream<Path> files = Files.list(keys)) {
            Stream.concat(
                            Stream.of(keys, keys.toAbsolutePath().getParent()),
                            // Hidden ones are locks, with nothing in them.
                            files.filter(file -> !file.getFileName().toString().startsWith("."))
                                    .sorted())
                    .filter(KeyFiles::openToOthers)
                    .forEach(file -> seen.add(new Subject(name(), file.toString())
                            .broken(
                                    "files.open",
                                    "Other users of this machine can get at {0}.",
                                    "Run `chmod go= {0}`. If somebody else has an account here, think of the keys as known to them.",
                                    file)));
        } catch (IOException e) {
            throw new Unavailable("cannot read " + keys, e);
        }
        issuers.all().stream()
                .filter(Issuer::isOffline)
                .forEach(root -> rootsFiles(root)
                        .ifPresent(files -> seen.add(new Subject(name(), root.id())
                                .soon(
                                        "files.root",
                                        "The key of {0} is still on this machine ({1}): whoever breaks in can make CAs of their own.",
                                        "Move these files to a safe; the server does not need them.",
                                        root.id(),
                                        files))));
        return seen.isEmpty()
                ? List.of(new Subject(name(), "")
                        .good("files.good", "The key files are this user's alone, and the root's are elsewhere."))
                : seen;
    }

    private Optional<String> rootsFiles(Issuer root) {
        String found = Stream.of(root.id() + ".p12", root.id() + ".passphrase")
                .filter(name -> Files.exists(keys.resolve(name)))
                .collect(Collectors.joining(", "));
        return found.isEmpty() ? Optional.empty() : Optional.of(found);
    }

    private static boolean openToOthers(Path file) {
        try {
            return Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains);
        } catch (UnsupportedOperationException | IOException e) {
            // Not a POSIX file system, or a file that just went away.
            return false;
        }
    }
}
