package org.signet.app.bulk;

import java.nio.file.Path;
import org.signet.app.Signet;
import org.signet.app.TestCa;

/** A process of its own that works on a table of people and prints how many rows are done. */
final class BulkProcess {
    private BulkProcess() {}

    /** @param arguments data folder, table, folder for the certificates */
    public static void main(String[] arguments) {
        try (Signet signet = TestCa.open(Path.of(arguments[0]))) {
            BulkTrial.run(signet, Path.of(arguments[1]), Path.of(arguments[2]), System.out::println);
        }
    }
}
