package org.signet.ca.directory.format;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.signet.ca.directory.Entry;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.x509.store.SearchKey;
import org.signet.model.Bytes;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;

/** SMIMEA records of everybody, a line each, for {@code $INCLUDE} in a zone's file (RFC 1035 §5); and what changed between two such files. */
public final class ZoneFile implements Export {
    private static final Pattern RECORD = Pattern.compile(
            "([0-9a-f]{56}\\._smimecert\\.([a-z0-9-]+\\.)+) ([0-9]{1,9}) IN (SMIMEA 3 0 0( [0-9a-f]{2,128})+)");
    /** Digits of records in one message of a dynamic update, which has at most 64 KiB (RFC 1035 §4.2.2). */
    private static final int MOST_DIGITS = 80_000;

    private final Lines lines;
    private final Set<String> domains;
    private final int ttl;

    /**
     * @param domains for whose zones it is
     * @param ttl seconds
     */
    public ZoneFile(Appendable out, Set<String> domains, int ttl) {
        this.lines = new Lines(out, "\n");
        this.domains = Set.copyOf(domains);
        this.ttl = ttl;
    }

    @Override
    public void begin() {
        lines.line(
                "; SMIMEA records (RFC 8162), written by Signet. They are believed below a signed zone only (DNSSEC).");
    }

    @Override
    public void add(Entry entry) {
        Smimea.records(entry, domains, ttl).forEach(lines::line);
    }

    @Override
    public void end() {
        lines.line("; end");
    }

    /**
     * Commands for {@code nsupdate} that make of the records in one file those in another: first deletions, then additions, in messages that are no
     * longer than they may be. Each is about one domain. Refused, by exception, if a file is none of ours.
     *
     * @param before what the DNS was told last; empty if nothing
     */
    public static void changes(Optional<Path> before, Path now, Set<String> domains, Appendable out) {
        Set<Long> was = before.map(ZoneFile::known).orElse(Set.of());
        Set<Long> is = known(now);
        for (String domain : domains.stream().sorted().toList()) {
            Messages messages = new Messages(new Lines(out, "\n"));
            before.ifPresent(file -> forEach(file, line -> {
                if (line.isIn(domain) && !is.contains(line.known())) {
                    messages.add("update delete " + line.owner() + " IN " + line.data());
                }
            }));
            forEach(now, line -> {
                if (line.isIn(domain) && !was.contains(line.known())) {
                    messages.add("update add " + line.owner() + " " + line.ttl() + " IN " + line.data());
                }
            });
            messages.send();
        }
    }

    private static final class Messages {
        private final Lines lines;
        private int digits;

        Messages(Lines lines) {
            this.lines = lines;
        }

        void add(String command) {
            if (digits + command.length() > MOST_DIGITS) {
                send();
            }
            digits += command.length();
            lines.line(command);
        }

        void send() {
            if (digits > 0) {
                lines.line("send");
                digits = 0;
            }
        }
    }

    private record Line(String owner, String ttl, String data) {
        boolean isIn(String domain) {
            return owner.endsWith("._smimecert." + domain + ".");
        }

        long known() {
            return SearchKey.kept(Bytes.of(Providers.sha256((owner + ttl + data).getBytes(StandardCharsets.US_ASCII))));
        }
    }

    private static Set<Long> known(Path file) {
        Set<Long> known = new HashSet<>();
        forEach(file, line -> known.add(line.known()));
        return known;
    }

    private static void forEach(Path file, Consumer<Line> work) {
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (line.startsWith(";")) {
                    continue;
                }
                Matcher record = RECORD.matcher(line);
                if (!record.matches()) {
                    throw new RefusedException(
                            RefusalCode.BAD_INPUT,
                            file + ": line " + number
                                    + " is none that `signet export-directory --for dns` writes; give the"
                                    + " file of last time as it was.");
                }
                work.accept(new Line(record.group(1), record.group(3), record.group(4)));
            }
        } catch (IOException e) {
            throw new RefusedException(
                    RefusalCode.BAD_INPUT, file + " cannot be read; check that it is there and readable.");
        }
    }
}
