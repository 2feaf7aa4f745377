package org.signet.app;

import static java.util.Map.entry;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.signet.ca.profile.Company;
import org.signet.crypto.keys.files.PrivateFiles;
import org.signet.model.BaseUrl;
import org.signet.model.Unavailable;

/**
 * The {@code signet.toml} that a new CA begins with: what was decided, and the keys that an operator will want next. Its
 * text is the resource of the same name, with {@code {places}} for what was decided.
 */
public final class ConfigText {
    private static final Pattern PLACE = Pattern.compile("\\{([a-z_]+)\\}");

    private static final Pattern DATABASE = Pattern.compile("(?m)^\\[database\\][^\\n]*\\n");

    private ConfigText() {}

    static String of(Founding.Plan plan) {
        String domains = plan.domains().stream()
                .map(domain -> "[domains." + quoted(domain)
                        + "]\napproval = \"officer\"    # or \"automatic\", \"closed\"\nprofile = \"mailbox-strict\"\n")
                .collect(Collectors.joining("\n"));
        String mail = plan.outbox()
                ? "transport = \"outbox\"    # shown on the page /outbox; or \"smtp\", with the lines below\n"
                : "transport = \"smtp\"\nhost = \"localhost\"\nport = 25\nsecurity = \"none\"    # or \"starttls\", \"tls\"\n";
        // A key that stands above must not come again: uncommented, it would be a duplicate.
        String server = plan.outbox()
                ? "# host = \"smtp.example.com\"\n# port = 587\n# security = \"starttls\"  # or \"tls\", \"none\"\n"
                : "";
        String factor = plan.outbox()
                ? "second_factor = \"optional\"    # to try it out; \"required\" before others rely on it"
                : "# second_factor = \"required\"    # or \"optional\"";
        Map<String, String> places = Map.ofEntries(
                entry("company", quoted(plan.company().name())),
                entry("organization", organization(plan.company())),
                entry("url", quoted(plan.url())),
                entry("status_url", quoted(plan.statusUrl())),
                entry("policy_arc", quoted(plan.arc().oid())),
                entry("domains", domains),
                entry("second_factor", factor),
                entry("port", Integer.toString(listenPort(plan))),
                entry("mail", mail),
                entry("server", server),
                entry("from", quoted("ca@" + plan.domains().get(0))));
        // All in one pass: what is put in may look like a place itself.
        return PLACE.matcher(template()).replaceAll(place -> Matcher.quoteReplacement(places.get(place.group(1))));
    }

    /** Writes further domains at the end of a configuration, decided by officers. */
    public static void add(DataFolder folder, List<String> domains) {
        try {
            StringBuilder text = new StringBuilder(Files.readString(folder.config()));
            for (String domain : domains) {
                if (text.indexOf(table(domain)) < 0) {
                    text.append(text.toString().endsWith("\n") ? "\n" : "\n\n")
                            .append(table(domain))
                            .append("\napproval = \"officer\"\n");
                }
            }
            PrivateFiles.write(folder.config(), text.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new Unavailable("cannot change " + folder.config() + ": " + e.getMessage(), e);
        }
    }

    /** Writes into a configuration where the tables are: there, or in the folder where nothing is said. */
    public static void moved(DataFolder folder, Config.Database database) {
        try {
            String text = Files.readString(folder.config());
            String keys = database.url() == null
                    ? "[database]\n"
                    : "[database]\nurl = " + quoted(database.url()) + "\n"
                            + (database.passwordFile() == null
                                    ? ""
                                    : "password_file = " + quoted(database.passwordFile()) + "\n");
            Matcher table = DATABASE.matcher(text);
            String moved = table.find()
                    ? text.substring(0, table.start()) + keys + withoutKeys(text.substring(table.end()))
                    : text + "\n\n" + keys;
            PrivateFiles.write(folder.config(), moved.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new Unavailable("cannot change " + folder.config() + ": " + e.getMessage(), e);
        }
    }

    /** What stood in the table so far is left out; what follows it stays. */
    private static String withoutKeys(String rest) {
        int next = rest.startsWith("[") ? 0 : rest.indexOf("\n[") + 1;
        String table = next == 0 && !rest.startsWith("[") ? rest : rest.substring(0, next);
        return table.replaceAll("(?m)^\\s*(url|password_file)\\s*=.*\\R?", "") + rest.substring(table.length());
    }

    /** Whether the file, which another process may have changed, names all of these domains. */
    public static boolean names(DataFolder folder, List<String> domains) {
        try {
            String text = Files.readString(folder.config());
            return domains.stream().allMatch(domain -> text.contains(table(domain)));
        } catch (IOException e) {
            throw new Unavailable("cannot read " + folder.config() + ": " + e.getMessage(), e);
        }
    }

    private static String table(String domain) {
        return "[domains." + quoted(domain) + "]";
    }

    private static String organization(Company company) {
        return company.organizationId()
                        .map(id -> "organization_id = " + quoted(id) + "\n")
                        .orElse("# organization_id = \"NTRDE-HRB12345\"    # register entry, for profiles of persons\n")
                + company.country()
                        .map(country -> "country = " + quoted(country) + "\n")
                        .orElse("# country = \"DE\"\n");
    }

    private static String template() {
        try (InputStream text = ConfigText.class.getResourceAsStream("signet.toml")) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int listenPort(Founding.Plan plan) {
        BaseUrl url = BaseUrl.people(plan.url()).orThrow();
        return url.isLoopback() ? url.port() : 8080;
    }

    /** A TOML basic string. */
    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
