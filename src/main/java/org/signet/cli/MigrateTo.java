package org.signet.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.signet.app.Config;
import org.signet.app.Signet;
import org.signet.app.relocation.Move;
import org.signet.edge.json.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Moves the tables to PostgreSQL. */
@Command(
        name = "migrate-to",
        description = {
            "Move this CA's tables to an empty PostgreSQL database.",
            "Stop \"serve\" first. Every table is copied and compared, and the audit log is followed;",
            "then signet.toml says where the tables are, and their file is set aside.",
            "A move that was cut off is gone on with by the same command."
        },
        mixinStandardHelpOptions = true)
final class MigrateTo implements Callable<Integer> {
    @Mixin
    private DataOption data;

    @Parameters(
            paramLabel = "URL",
            description = {
                "postgresql://USER@HOST:PORT/DATABASE, made by",
                "createdb --template=template0 --encoding=UTF8 --locale=C"
            })
    private String url;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "Its first line is that user's password; ~/.pgpass without it.")
    private Path passwordFile;

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Override
    public Integer call() {
        Config.Database place = new Config.Database(
                url, passwordFile == null ? null : passwordFile.toAbsolutePath().toString(), null);
        Rows progress = new Rows();
        Move.Moved moved;
        try {
            moved = new Move(data.folder(), Signet.systemClock())
                    .to(place, DataOption.operator(), progress::at)
                    .orThrow();
        } finally {
            progress.end();
        }
        if (json) {
            System.out.println(Json.writePretty(View.of(moved)));
        } else {
            moved.rows().forEach((table, rows) -> System.out.printf("%10d  %s%n", rows, table));
            System.out.println(
                    "Moved " + moved.all() + " rows of " + moved.rows().size()
                            + " tables; both sides are alike, and the audit log is whole up to " + moved.heads() + ".");
            System.out.println(
                    "The file is kept as " + moved.aside() + " until you remove it. Start \"signet serve\" again.");
        }
        return Main.DONE;
    }

    /** The answer as JSON. */
    record View(int tables, long rows, String auditHead, String file) {
        static View of(Move.Moved moved) {
            return new View(
                    moved.rows().size(),
                    moved.all(),
                    moved.heads(),
                    moved.aside().toString());
        }
    }
}
