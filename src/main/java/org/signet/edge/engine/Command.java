package org.signet.edge.engine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.signet.model.Outcome;
import org.signet.model.Printable;
import org.signet.model.RefusalCode;
import org.signet.model.StoredOctets;
import org.signet.model.Unavailable;

/** Runs one program: what it reads is given to it, what it writes is kept in a file, and it has only so much time. */
final class Command {
    private static final int MAX_COMPLAINT = 64 * 1024;
    private static final int MAX_SENTENCE = 300;

    private final Path folder;
    private final Duration limit;

    /** @param folder a private one, for results */
    Command(Path folder, Duration limit) {
        this.folder = folder;
        this.limit = limit;
    }

    /** Its standard output; refused with its complaint if it ends with another code than 0. */
    Outcome<StoredOctets> run(List<String> line, StoredOctets input) {
        try {
            Path result = Files.createTempFile(folder, "", ".out");
            Process process =
                    new ProcessBuilder(line).redirectOutput(result.toFile()).start();
            CompletableFuture<Void> feeding = CompletableFuture.runAsync(() -> feed(process, input));
            CompletableFuture<String> complaint = CompletableFuture.supplyAsync(() -> complaint(process));
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                return refused(line, "did not finish within " + limit.toSeconds() + " seconds");
            }
            feeding.join();
            String said = complaint.join();
            return process.exitValue() == 0
                    ? Outcome.ok(StoredOctets.of(result))
                    : refused(line, "ended with " + process.exitValue() + (said.isEmpty() ? "" : ": " + said));
        } catch (IOException e) {
            throw new Unavailable("the engine " + line.get(0) + " cannot be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("the engine " + line.get(0) + " was not waited for", e);
        }
    }

    private static Outcome<StoredOctets> refused(List<String> line, String why) {
        return Outcome.refused(RefusalCode.WRONG_STATE, "The engine " + line.get(0) + " " + why + ".");
    }

    private static void feed(Process process, StoredOctets input) {
        try (OutputStream to = process.getOutputStream();
                InputStream from = input.open()) {
            from.transferTo(to);
        } catch (IOException e) {
            // It may end before it has read everything; its exit code tells whether that is well.
            process.getOutputStream();
        }
    }

    private static String complaint(Process process) {
        try (InputStream error = process.getErrorStream()) {
            ByteArrayOutputStream kept = new ByteArrayOutputStream();
            kept.write(error.readNBytes(MAX_COMPLAINT));
            error.transferTo(OutputStream.nullOutputStream());
            return kept.toString(StandardCharsets.UTF_8)
                    .lines()
                    .filter(text -> !text.isBlank())
                    .findFirst()
                    .map(text -> Printable.of(text.strip(), MAX_SENTENCE))
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }
}
