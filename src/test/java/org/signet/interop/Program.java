package org.signet.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A program of another maker, run for real. */
public final class Program {
    private static final long LIMIT_SECONDS = 60;

    private final List<String> command;
    private final Map<String, String> environment;

    private Program(List<String> command, Map<String, String> environment) {
        this.command = command;
        this.environment = environment;
    }

    /** What a run came to; standard error is read together with standard output. */
    public record Result(int exit, String output, byte[] standardOutput) {
        public Result expect(int code) {
            assertThat(exit).as(output).isEqualTo(code);
            return this;
        }
    }

    /** The program, if this machine has it. Without it the test is left out, or fails where every peer is required. */
    public static Program require(String name) {
        boolean here = Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
        if (!here && "required".equals(System.getenv("SIGNET_PEERS"))) {
            fail(name + " is not installed; src/test/verify.sh installs it");
        }
        Assumptions.assumeTrue(here, () -> "left out: this test needs " + name + " (src/test/verify.sh installs it)");
        return new Program(List.of(name), Map.of());
    }

    /** A command line to begin with, and what is added to the environment. */
    public static Program of(Map<String, String> environment, String... command) {
        return new Program(List.of(command), environment);
    }

    public Program with(Map<String, String> more) {
        return new Program(command, more);
    }

    public Result run(String... arguments) {
        return run(new byte[0], arguments);
    }

    public Result run(byte[] input, String... arguments) {
        List<String> line = new ArrayList<>(command);
        line.addAll(List.of(arguments));
        try {
            Path error = Files.createTempFile("signet", ".stderr");
            Path in = Files.createTempFile("signet", ".stdin");
            Files.write(in, input);
            ProcessBuilder builder =
                    new ProcessBuilder(line).redirectError(error.toFile()).redirectInput(in.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            // Ended from outside, so that a program which waits for ever fails its test and not the whole run.
            process.onExit()
                    .orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS)
                    .exceptionally(late -> process.destroyForcibly());
            byte[] output = process.getInputStream().readAllBytes();
            process.waitFor();
            String both =
                    new String(output, StandardCharsets.UTF_8) + Files.readString(error, StandardCharsets.ISO_8859_1);
            Files.delete(error);
            Files.delete(in);
            return new Result(process.exitValue(), String.join(" ", line) + "\n" + both, output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs and expects success. */
    public Result ok(String... arguments) {
        return run(arguments).expect(0);
    }
}
