package org.signet.app.ceremony;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.signet.app.DataFolder;
import org.signet.crypto.keys.files.PrivateJournal;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.x509.Certificate;
import org.signet.model.Bytes;
import org.signet.model.Fingerprint;
import org.signet.model.Outcome;
import org.signet.model.Printable;
import org.signet.model.Unavailable;

/**
 * The protocol of work with a root's key, to be printed and signed by those who were there: plain text of 78 columns. It
 * is told line by line while the work goes on, and in its file each step is on disk before the next begins.
 */
public final class Protocol implements AutoCloseable {
    private static final int WIDTH = 78;
    /** Where what belongs to a step begins. */
    private static final String INDENT = " ".repeat(6);

    private final Clock clock;
    private final Consumer<String> told;
    private final Optional<PrivateJournal> journal;
    private final StringBuilder unwritten = new StringBuilder();
    private Optional<Unavailable> failure = Optional.empty();
    private int steps;

    private Protocol(Clock clock, Consumer<String> told, Optional<PrivateJournal> journal) {
        this.clock = clock;
        this.told = told;
        this.journal = journal;
    }

    /** One that is told only. */
    public Protocol(Clock clock, Consumer<String> told) {
        this(clock, told, Optional.empty());
    }

    /**
     * One in a new file; refused if none can be made there.
     *
     * @param told each line as it comes
     */
    public static Outcome<Protocol> into(Path file, Clock clock, Consumer<String> told) {
        return PrivateJournal.create(file).map(journal -> new Protocol(clock, told, Optional.of(journal)));
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
        digest(file);
        field("Java", System.getProperty("java.vendor") + " " + System.getProperty("java.version"));
        field("System", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        field("User", System.getProperty("user.name"));
        for (int i = 0; i < holders.size(); i++) {
            field("Present " + (i + 1), holders.get(i));
        }
        line("");
        written();
    }

    private void digest(Path file) {
        try {
            byte[] octets = Files.readAllBytes(file);
            fingerprint(String.format("%-11s", "Its digest"), new Fingerprint(Bytes.of(Providers.sha256(octets))));
        } catch (java.io.IOException | RuntimeException e) {
            field("Its digest", "unknown, since the program does not run from one file");
        }
    }

    /** As pages and commands write it, in two lines of four groups. */
    private void fingerprint(String name, Fingerprint sha256) {
        String groups = sha256.groups();
        line(name + groups.substring(0, 35));
        line(" ".repeat(name.length()) + groups.substring(36));
    }

    /** One step that was done. */
    public void step(String what) {
        steps++;
        String head = String.format("%2d  %s  ", steps, now());
        if (head.length() + what.length() <= WIDTH) {
            line(head + Printable.of(what));
        } else {
            line(head.stripTrailing());
            wrapped(INDENT, INDENT, what);
        }
        written();
    }

    /** A certificate that was used or made. */
    public void certificate(String role, Certificate certificate) {
        var content = certificate.content();
        wrapped(INDENT, INDENT + "  ", role + ": " + content.subject());
        wrapped(INDENT + "serial   ", INDENT + " ".repeat(9), content.serialText());
        line(INDENT + "valid    " + content.validity().notBefore() + " to "
                + content.validity().notAfter());
        fingerprint(INDENT + "SHA-256  ", certificate.sha256());
        written();
    }

    /** The end, with a place for each signature. */
    public void end(List<String> holders) {
        line("");
        field("Ended", now());
        if (!holders.isEmpty()) {
            line("");
            wrapped(
                    "",
                    "",
                    "By signing we confirm that we saw these steps, compared the fingerprints with the last protocol and"
                            + " with the screen, and saw the key and its passphrase taken away.");
        }
        for (String holder : holders) {
            line("");
            line("");
            line("_".repeat(36) + "   " + "_".repeat(WIDTH - 39));
            if (holder.length() > 36) {
                wrapped("", "", holder);
                line(" ".repeat(39) + "date and signature");
            } else {
                line(String.format("%-36s   date and signature", Printable.of(holder)));
            }
        }
        written();
    }

    private String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private void field(String name, String value) {
        wrapped(String.format("%-11s", name), " ".repeat(11), value);
    }

    /** In as many lines as it takes, broken at spaces, a word that is too long anywhere. */
    private void wrapped(String first, String further, String text) {
        String indent = first;
        String rest = Printable.of(text);
        while (indent.length() + rest.length() > WIDTH) {
            int room = WIDTH - indent.length();
            int space = rest.lastIndexOf(' ', room);
            int end = space > 0 ? space : Character.isHighSurrogate(rest.charAt(room - 1)) ? room - 1 : room;
            line(indent + rest.substring(0, end));
            rest = rest.substring(end).strip();
            indent = further;
        }
        line(indent + rest);
    }

    private void line(String line) {
        unwritten.append(line).append('\n');
        told.accept(line);
    }

    /**
     * Puts on disk what was told. If the disk refuses, the work goes on: broken off between two steps it would leave more
     * to mend than a protocol that ends early, which {@link #failure} tells.
     */
    private void written() {
        try {
            if (failure.isEmpty()) {
                journal.ifPresent(file -> file.append(unwritten.toString()));
            }
        } catch (Unavailable e) {
            failure = Optional.of(e);
        }
        unwritten.setLength(0);
    }

    /** Why the file does not have all of it, if it does not. */
    public Optional<Unavailable> failure() {
        return failure;
    }

    @Override
    public void close() {
        journal.ifPresent(PrivateJournal::close);
    }

    /** A file of its own for this moment. */
    public static Path file(DataFolder folder, Instant now) {
        String name =
                "protocol-" + now.truncatedTo(ChronoUnit.SECONDS).toString().replace(":", "");
        Path file = folder.path().resolve(name + ".txt");
        for (int i = 2; Files.exists(file, LinkOption.NOFOLLOW_LINKS); i++) {
            file = folder.path().resolve(name + "-" + i + ".txt");
        }
        return file;
    }
}
