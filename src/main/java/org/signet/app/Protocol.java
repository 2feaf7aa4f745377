package org.signet.app;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.signet.crypto.keys.PrivateFiles;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.x509.Certificate;
import org.signet.model.Bytes;

/**
 * The protocol of work with a root's key, to be printed and signed by those who were there: plain text of 78 columns. It
 * is also told line by line while the work goes on.
 */
public final class Protocol {
    private static final int WIDTH = 78;

    private final Clock clock;
    private final Consumer<String> told;
    private final List<String> lines = new ArrayList<>();
    private int steps;

    /** @param told each line as it comes */
    public Protocol(Clock clock, Consumer<String> told) {
        this.clock = clock;
        this.told = told;
    }

    /**
     * The head: what is done where, with which program, by whom.
     *
     * @param program its name and version, and the file it runs from
     */
    public void begin(String company, String program, Path file, List<String> holders) {
        line("PROTOCOL OF WORK WITH THE ROOT KEY");
        line("=".repeat(WIDTH));
        field("Company", company);
        field("Begun", now());
        field("Program", program);
        field("Its digest", digest(file));
        field("Java", System.getProperty("java.vendor") + " " + System.getProperty("java.version"));
        field("System", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        field("User", System.getProperty("user.name"));
        for (int i = 0; i < holders.size(); i++) {
            field("Present " + (i + 1), holders.get(i));
        }
        line("");
    }

    private static String digest(Path file) {
        try {
            byte[] octets = java.nio.file.Files.readAllBytes(file);
            return groups(Bytes.of(Providers.sha256(octets)).hex());
        } catch (java.io.IOException | RuntimeException e) {
            return "unknown, since the program does not run from one file";
        }
    }

    private static String groups(String hex) {
        return hex.replaceAll("(.{8})(?=.)", "$1 ");
    }

    /** One step that was done. */
    public void step(String what) {
        steps++;
        line(String.format("%2d  %s  %s", steps, now(), what));
    }

    /** A certificate that was used or made. */
    public void certificate(String role, Certificate certificate) {
        line("      " + role + ": " + certificate.content().subject());
        line("      serial   " + certificate.content().serialText());
        line("      valid    " + certificate.content().validity().notBefore() + " to "
                + certificate.content().validity().notAfter());
        line("      SHA-256  " + groups(certificate.sha256().hex()).substring(0, 35));
        line("               " + groups(certificate.sha256().hex()).substring(36));
    }

    /** The end, with a place for each signature. */
    public void end(List<String> holders) {
        line("");
        field("Ended", now());
        if (!holders.isEmpty()) {
            line("");
            line("By signing we confirm that we saw these steps, compared the fingerprints with the");
            line("last protocol and with the screen, and saw the key and its passphrase taken away.");
        }
        for (String holder : holders) {
            line("");
            line("");
            line("_".repeat(36) + "   " + "_".repeat(WIDTH - 39));
            line(String.format("%-36s   date and signature", holder));
        }
    }

    private String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private void field(String name, String value) {
        line(String.format("%-10s %s", name, value.replaceAll("\\p{C}", "?")));
    }

    private void line(String line) {
        lines.add(line);
        told.accept(line);
    }

    public String text() {
        return String.join("\n", lines) + "\n";
    }

    /** Writes it whole. */
    public void write(Path file) {
        PrivateFiles.write(file, text().getBytes(StandardCharsets.UTF_8));
    }

    /** A file's name of its own for this moment. */
    public static String fileName(Instant now) {
        return "protocol-" + now.truncatedTo(ChronoUnit.SECONDS).toString().replace(":", "") + ".txt";
    }
}
