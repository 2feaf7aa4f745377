package org.signet.app.retention;

import java.util.List;
import java.util.function.Consumer;
import org.signet.app.selfcheck.Check;
import org.signet.ca.watch.Observation;
import org.signet.ca.watch.Subject;

/** That the archive's files are there, and as the audit log says. */
public final class ArchiveFiles implements Check {
    private static final String HOW =
            "Bring the files back from a copy of the archive's folder; several nodes need a folder that all of them reach.";

    private final ArchiveSearch archive;
    private final boolean whole;

    /** @param whole whether every file is read and compared, which takes time in a large archive */
    public ArchiveFiles(ArchiveSearch archive, boolean whole) {
        this.archive = archive;
        this.whole = whole;
    }

    @Override
    public String name() {
        return "archive";
    }

    @Override
    public List<Observation> look(Consumer<String> progress) {
        Subject files = new Subject(name(), "");
        List<String> names = archive.names();
        int all = names.size();
        List<String> missing = archive.missing(names);
        if (!missing.isEmpty()) {
            return List.of(files.broken(
                    "archive.missing",
                    "Of the archive's {0} files {1} are missing; the first: {2}.",
                    HOW,
                    all,
                    missing.size(),
                    missing.get(0)));
        }
        List<String> wrong = whole ? archive.verify(progress) : List.of();
        if (!wrong.isEmpty()) {
            return List.of(files.broken(
                    "archive.changed",
                    "The archive is not as the audit log says, in {0} of {1} files; the first: {2}",
                    HOW,
                    wrong.size(),
                    all,
                    wrong.get(0)));
        }
        if (all == 0) {
            return List.of();
        }
        return List.of(
                whole
                        ? files.good("archive.whole", "The archive is whole: {0} files.", all)
                        : files.good("archive.there", "The archive's files are there: {0}.", all));
    }
}
