package org.signet.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Function;
import org.signet.app.EngineFile;
import org.signet.ca.messaging.MessageEngine;
import org.signet.ca.messaging.MessageEngine.Form;
import org.signet.ca.messaging.MessageEngine.Operation;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;
import org.signet.model.SizedOctets;
import org.signet.model.StoredOctets;
import org.signet.model.Unavailable;
import picocli.CommandLine.Option;

/** The company's own engine in place of ours. */
final class EngineOption {
    @Option(
            names = "--engine",
            paramLabel = "FILE",
            defaultValue = "${env:SIGNET_ENGINE}",
            description =
                    "A file that names the company's own engine (src/doc/engines.md); SIGNET_ENGINE without it, and else ours.")
    private Path file;

    /** Whether the operation is done by another engine than ours. */
    boolean given() {
        return file != null;
    }

    /** Has the engine do something; refused if it cannot. What comes out is read before the engine is closed. */
    <T, R> R with(Operation operation, boolean mail, Function<MessageEngine, Outcome<T>> work, Function<T, R> then) {
        try (MessageEngine engine = EngineFile.read(file).orThrow()) {
            if (!engine.can(operation, form(mail))) {
                throw new RefusedException(
                        RefusalCode.BAD_INPUT, file + " names no command for " + operation.text() + "; add one.");
            }
            return then.apply(work.apply(engine).orThrow());
        }
    }

    static Form form(boolean mail) {
        return mail ? Form.MAIL : Form.FILE;
    }

    /** What an engine wrote, for an output. */
    static SizedOctets sized(StoredOctets octets) {
        try {
            return SizedOctets.counted(octets);
        } catch (IOException e) {
            throw new Unavailable("cannot read what the engine wrote: " + e.getMessage(), e);
        }
    }
}
