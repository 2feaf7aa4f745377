package org.signet.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.signet.app.Signet;
import org.signet.app.bulk.NameTable;
import org.signet.ca.directory.Directory;
import org.signet.ca.directory.Entry;
import org.signet.ca.directory.format.ActiveDirectoryLdif;
import org.signet.ca.directory.format.EntryFile;
import org.signet.ca.directory.format.Export;
import org.signet.ca.directory.format.PowerShellScript;
import org.signet.ca.directory.format.ZoneFile;
import org.signet.crypto.x509.store.SearchKey;
import org.signet.model.EmailAddress;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** People's certificates for the directories that mail programs ask besides ours. */
@Command(
        name = "export-directory",
        description = {
            "Write people's certificates for the directories of others.",
            "ad: a PowerShell script for Active Directory, or LDIF with --dn-map.",
            "exchange-online: a PowerShell script.",
            "dns: SMIMEA records of our domains; nsupdate: commands for what changed."
        },
        mixinStandardHelpOptions = true)
final class ExportDirectory implements Callable<Integer> {
    /** PowerShell reads a whole script before it runs the first line. */
    private static final int PEOPLE_A_SCRIPT = 2000;

    private static final int MAX_TTL = 7 * 24 * 3600;

    @Mixin
    private DataOption data;

    @Option(
            names = "--for",
            paramLabel = "WHICH",
            required = true,
            description = "ad, exchange-online, dns or nsupdate.")
    private Target target;

    @Option(
            names = "--since",
            paramLabel = "DATE|FILE",
            description = {
                "ad, exchange-online: only people whose certificates changed since that date.",
                "nsupdate: the zone file that the DNS was told last."
            })
    private String since;

    @Option(
            names = "--dn-map",
            paramLabel = "CSV",
            description = "ad: a table of distinguished names (DN, mail), to write LDIF.")
    private Path table;

    @Option(
            names = "--zone",
            paramLabel = "FILE",
            description = "nsupdate: where today's zone file goes; next time's --since.")
    private Path zone;

    @Option(
            names = "--domain",
            paramLabel = "DOMAIN",
            description = "dns, nsupdate: one of ours; repeatable; all without.")
    private List<String> domains = List.of();

    @Option(
            names = "--ttl",
            paramLabel = "SECONDS",
            description = "dns, nsupdate: for how long resolvers keep a record; 3600 by default.")
    private int ttl = EntryFile.TTL;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = {
                "Write to this file; to standard output without it.",
                "Scripts of more than " + PEOPLE_A_SCRIPT + " people go on in FILE-2, FILE-3…"
            })
    private Path out;

    enum Target {
        AD,
        EXCHANGE_ONLINE,
        DNS,
        NSUPDATE;

        boolean isDns() {
            return this == DNS || this == NSUPDATE;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    @Override
    public Integer call() {
        demand(!target.isDns() || table == null, "--dn-map belongs to --for ad.");
        demand(target != Target.EXCHANGE_ONLINE || table == null, "--dn-map belongs to --for ad.");
        demand(target.isDns() || domains.isEmpty(), "--domain belongs to --for dns and nsupdate.");
        demand(target != Target.DNS || since == null, "A zone file is whole; for what changed: --for nsupdate.");
        demand((target == Target.NSUPDATE) == (zone != null), "--for nsupdate needs --zone FILE; no other has it.");
        demand(
                !same(zone, since) && !same(zone, out == null ? null : out.toString()),
                "--zone names a file of its own: what it replaces is not read any more.");
        demand(ttl > 0 && ttl <= MAX_TTL, "--ttl is at least 1 and at most " + MAX_TTL + " seconds, a week.");
        Output.check(out);
        Output.check(zone);
        try (Signet signet = data.open()) {
            if (target == Target.NSUPDATE) {
                changes(signet);
            } else if (table != null) {
                ldif(signet);
            } else {
                write(signet, target == Target.DNS ? Integer.MAX_VALUE : PEOPLE_A_SCRIPT, out, export(signet));
            }
        }
        return Main.DONE;
    }

    private static boolean same(Path one, String other) {
        return one != null
                && other != null
                && one.toAbsolutePath()
                        .normalize()
                        .equals(Path.of(other).toAbsolutePath().normalize());
    }

    private static void demand(boolean good, String otherwise) {
        if (!good) {
            throw new RefusedException(RefusalCode.BAD_INPUT, otherwise);
        }
    }

    private Function<Writer, Export> export(Signet signet) {
        if (target.isDns()) {
            Set<String> ours = domains(signet);
            return writer -> new ZoneFile(writer, ours, ttl);
        }
        List<String> issuers = signet.authority().issuers().stream()
                .flatMap(issuer -> SearchKey.SUBJECT.of(issuer.certificate()).stream())
                .map(hash -> hash.hex())
                .distinct()
                .toList();
        Directory directory = signet.addressBook().directory();
        return writer -> new PowerShellScript(
                writer,
                target == Target.AD
                        ? PowerShellScript.Target.ACTIVE_DIRECTORY
                        : PowerShellScript.Target.EXCHANGE_ONLINE,
                directory::chain,
                issuers);
    }

    private Set<String> domains(Signet signet) {
        Set<String> ours = signet.config().domains().keySet();
        Set<String> wanted = domains.stream()
                .map(domain -> EmailAddress.parseDomain(domain).orThrow())
                .collect(Collectors.toSet());
        demand(ours.containsAll(wanted), "--domain names none of ours; these are: " + String.join(", ", ours) + ".");
        return wanted.isEmpty() ? ours : wanted;
    }

    private void changes(Signet signet) {
        Optional<Path> before = Optional.ofNullable(since).map(Path::of);
        Set<String> all = domains(signet);
        write(signet, Integer.MAX_VALUE, zone, export(signet));
        Output.write(out, content -> {
            Writer writer = ascii(content);
            ZoneFile.changes(before, zone, all, writer);
            writer.flush();
        });
    }

    private void ldif(Signet signet) {
        Map<String, String> names = NameTable.read(table).orThrow();
        write(
                signet,
                Integer.MAX_VALUE,
                out,
                writer ->
                        new ActiveDirectoryLdif(writer, signet.addressBook().directory()::chain, names, this::leftOut));
    }

    private void leftOut(int people) {
        if (people > 0) {
            System.err.println("Left out, since " + table + " has no address of theirs: " + people + ".");
        }
    }

    /** @param most people in a file; the others go on in further ones */
    private void write(Signet signet, int most, Path first, Function<Writer, Export> export) {
        Progress progress = new Progress(1000);
        Iterator<Entry> people =
                signet.addressBook().directory().people(changed(), part -> progress.at(part, "people"));
        int files = 0;
        do {
            files++;
            boolean last = first == null;
            Output.write(files == 1 ? first : numbered(first, files), content -> {
                Writer writer = ascii(content);
                Export file = export.apply(writer);
                file.begin();
                for (int i = 0; people.hasNext() && (last || i < most); i++) {
                    file.add(people.next());
                }
                file.end();
                writer.flush();
            });
        } while (people.hasNext());
        progress.end();
        if (files > 1) {
            System.err.println("Written to " + files + " files, " + first + " to " + numbered(first, files) + ".");
        }
        if (first != null && Files.exists(numbered(first, files + 1))) {
            System.err.println(numbered(first, files + 1) + " is not of this export; do not run it.");
        }
    }

    private Optional<Instant> changed() {
        return target.isDns() || since == null ? Optional.empty() : Optional.of(moment(since));
    }

    private static Instant moment(String text) {
        try {
            return Moment.Given.parse(text).moment();
        } catch (TypeConversionException e) {
            throw new RefusedException(RefusalCode.BAD_INPUT, "--since: " + e.getMessage());
        }
    }

    private static Path numbered(Path first, int number) {
        String name = first.getFileName().toString();
        int dot = name.lastIndexOf('.');
        int end = dot > 0 ? dot : name.length();
        return first.resolveSibling(name.substring(0, end) + "-" + number + name.substring(end));
    }

    /** What is not ASCII would be a mistake of ours, and stops here. */
    private static Writer ascii(OutputStream out) throws IOException {
        return new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.US_ASCII.newEncoder()));
    }
}
