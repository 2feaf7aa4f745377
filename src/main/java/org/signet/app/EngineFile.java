package org.signet.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.signet.ca.messaging.MessageEngine;
import org.signet.ca.messaging.MessageEngine.Operation;
import org.signet.edge.engine.CommandEngine;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;

/** Reads the file (TOML) that names a company's own engine: for each operation a program and its arguments. */
public final class EngineFile {
    private static final TomlMapper TOML = TomlMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private EngineFile() {}

    /** Its shape; what is left out the engine cannot do. */
    record Commands(List<String> sign, List<String> encrypt, List<String> decrypt, List<String> verify) {
        Map<Operation, List<String>> byOperation() {
            Map<Operation, List<String>> all = new EnumMap<>(Operation.class);
            put(all, Operation.SIGN, sign);
            put(all, Operation.ENCRYPT, encrypt);
            put(all, Operation.DECRYPT, decrypt);
            put(all, Operation.VERIFY, verify);
            return all;
        }

        private static void put(Map<Operation, List<String>> all, Operation operation, List<String> line) {
            if (line != null && !line.isEmpty()) {
                all.put(operation, List.copyOf(line));
            }
        }
    }

    /** The engine; refused if the file is not as it should be. */
    public static Outcome<MessageEngine> read(Path file) {
        try {
            Map<Operation, List<String>> commands =
                    TOML.readValue(Files.readString(file), Commands.class).byOperation();
            return commands.isEmpty()
                    ? refused(file, "it names no command. Write for example: sign = [\"/opt/engine\", \"sign\"].")
                    : Outcome.ok(new CommandEngine(commands));
        } catch (JsonProcessingException e) {
            return refused(
                    file,
                    "its keys are sign, encrypt, decrypt and verify, each a list of texts: program and arguments.");
        } catch (IOException e) {
            return refused(file, "it cannot be read; check that it is there and readable.");
        }
    }

    private static <T> Outcome<T> refused(Path file, String why) {
        return Outcome.refused(RefusalCode.BAD_INPUT, file + ": " + why);
    }
}
