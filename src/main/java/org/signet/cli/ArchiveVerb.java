package org.signet.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.signet.app.Signet;
import org.signet.app.retention.ArchiveSearch;
import org.signet.app.retention.CertificateArchive;
import org.signet.app.retention.Retention;
import org.signet.edge.json.Json;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Certificates that ended long ago, in files. */
@Command(
        name = "archive",
        description = "Certificates that ended long ago, in files.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "VERB",
        subcommands = {ArchiveVerb.Run.class, ArchiveVerb.Verify.class, ArchiveVerb.Find.class})
final class ArchiveVerb {

    private static Path folder(Signet signet) {
        return signet.config().retention().place(signet.folder().path());
    }

    private static ArchiveSearch search(Signet signet) {
        return new ArchiveSearch(folder(signet), signet.database(), signet.audit());
    }

    @Command(
            name = "run",
            description = {
                "Move certificates that ended long ago out of the tables.",
                "\"serve\" does it by itself if signet.toml says after how many days.",
                "Statuses go on being told as before, and no certificate is ever deleted. If it is cut off, run it again.",
            },
            mixinStandardHelpOptions = true)
    static final class Run implements Callable<Integer> {
        @Mixin
        private DataOption data;

        @Option(
                names = "--after",
                paramLabel = "DAYS",
                description = {
                    "How long ago a certificate must have ended, at least " + Retention.LEAST_DAYS + " days;",
                    "archive_after_days of signet.toml without it."
                })
        private Integer after;

        @Option(names = "--dry-run", description = "Only tell how many it would be.")
        private boolean dryRun;

        @Option(
                names = "--clock-is-right",
                description = {
                    "The clock was checked and is right, although the CA served on fewer than "
                            + CertificateArchive.SERVED_DAYS + " days of the last month."
                })
        private boolean clockIsRight;

        @Option(names = "--yes", description = "Do not ask.")
        private boolean yes;

        @Option(names = "--json", description = "As JSON.")
        private boolean json;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            if (after != null && !Retention.isSound(after)) {
                throw new ParameterException(
                        spec.commandLine(), "--after is a number of days, at least " + Retention.LEAST_DAYS + ".");
            }
            try (Signet signet = data.open()) {
                CertificateArchive archive =
                        new CertificateArchive(folder(signet), signet.database(), signet.audit(), signet.clock());
                Instant before =
                        archive.before(days(signet), clockIsRight || dryRun).orThrow();
                long all = archive.count(before);
                if (dryRun || all == 0) {
                    return told(new View(before, all, 0, folder(signet).toString()));
                }
                if (!yes) {
                    Dialogue.confirm(
                            all + " certificates that ended before " + Moment.text(before) + " move to "
                                    + folder(signet) + ".",
                            "Go on?");
                }
                long moved = run(archive, before, all);
                return told(new View(before, all, moved, folder(signet).toString()));
            }
        }

        private static long run(CertificateArchive archive, Instant before, long all) {
            Rows progress = new Rows();
            try {
                return archive.run(before, DataOption.operator(), done -> progress.at("certificates", done, all))
                        .orThrow();
            } finally {
                progress.end();
            }
        }

        private int days(Signet signet) {
            Integer days = after != null ? after : signet.config().retention().archiveAfterDays();
            if (days == null) {
                throw new RefusedException(
                        RefusalCode.BAD_INPUT,
                        "signet.toml does not say after how many days certificates are archived: give --after DAYS, or"
                                + " archive_after_days under [retention].");
            }
            return days;
        }

        private int told(View view) {
            System.out.println(
                    json
                            ? Json.writePretty(view)
                            : view.moved() + " of " + view.certificates() + " certificates that ended before "
                                    + Moment.text(view.endedBefore()) + " were moved to " + view.folder() + ".");
            return Main.DONE;
        }

        /** The answer as JSON. */
        record View(Instant endedBefore, long certificates, long moved, String folder) {}
    }

    @Command(
            name = "verify",
            description = {
                "Compare every file with its digest in the audit log.",
                "Exit code 1 if one is missing or was changed."
            },
            mixinStandardHelpOptions = true)
    static final class Verify implements Callable<Integer> {
        @Mixin
        private DataOption data;

        @Override
        public Integer call() {
            try (Signet signet = data.open()) {
                int[] files = new int[1];
                List<String> wrong = search(signet).verify(file -> files[0]++);
                wrong.forEach(System.err::println);
                if (wrong.isEmpty()) {
                    System.out.println("The archive is whole: " + files[0] + " files.");
                }
                return wrong.isEmpty() ? Main.DONE : Main.NO;
            }
        }
    }

    @Command(
            name = "find",
            description = {
                "Print what was recorded of some, a line of JSON each.",
                "The certificates themselves are in the file that is named first, as SERIAL.cer."
            },
            mixinStandardHelpOptions = true)
    static final class Find implements Callable<Integer> {
        @Mixin
        private DataOption data;

        @Parameters(
                paramLabel = "TEXT",
                description = "A serial number in hexadecimal, or a part of an address or a name.")
        private String text;

        @Override
        public Integer call() {
            try (Signet signet = data.open()) {
                int[] found = new int[1];
                search(signet).find(text, (file, line) -> {
                    found[0]++;
                    System.out.println(file + "\t" + line);
                });
                if (found[0] == 0) {
                    System.err.println("No archived certificate has \"" + text + "\".");
                }
                return found[0] == 0 ? Main.NO : Main.DONE;
            }
        }
    }
}
