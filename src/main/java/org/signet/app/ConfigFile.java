package org.signet.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.signet.ca.enrollment.EnrollmentRules;
import org.signet.ca.profile.Company;
import org.signet.ca.profile.PolicyArc;
import org.signet.ca.profile.Profile;
import org.signet.ca.profile.Profiles;
import org.signet.edge.web.Messages;
import org.signet.model.BaseUrl;
import org.signet.model.EmailAddress;
import org.signet.model.Outcome;
import org.signet.model.Refusal;
import org.signet.model.RefusalCode;

/** Reads {@code signet.toml} into a {@link Config}, refusing what it does not know, and checks that its parts fit. */
public final class ConfigFile {
    private static final TomlMapper TOML = TomlMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .build();

    private static final Pattern TABLE_OR_KEY =
            Pattern.compile("\\s*(?:\\[(?<table>[^\\[\\]]+)\\]|(?<key>[A-Za-z0-9_-]+)\\s*=)");

    private ConfigFile() {}

    public static Outcome<Config> read(Path file) {
        String text = "";
        try {
            text = Files.readString(file);
            return check(TOML.readValue(text, Config.class), file);
        } catch (UnrecognizedPropertyException e) {
            return refused(file, "there is no key \"" + e.getPropertyName() + "\"" + nearest(e) + ".");
        } catch (JsonProcessingException e) {
            // Of what stands twice the parser tells neither its name nor its line.
            return refused(file, twice(text).orElseGet(() -> place(e) + firstLine(e.getOriginalMessage())));
        } catch (IOException e) {
            return refused(file, "it cannot be read (" + e.getMessage() + "); check that it is there and readable.");
        }
    }

    /** The first table or key that stands twice, with its line; nothing if none does. */
    private static Optional<String> twice(String text) {
        Map<String, Integer> first = new HashMap<>();
        List<String> lines = text.lines().toList();
        String table = "";
        for (int i = 0; i < lines.size(); i++) {
            Matcher line = TABLE_OR_KEY.matcher(lines.get(i));
            if (line.lookingAt()) {
                boolean isTable = line.group("table") != null;
                table = isTable ? line.group("table").strip() : table;
                String name = isTable ? "[" + table + "]" : line.group("key");
                Integer before = first.putIfAbsent("[" + table + "]" + (isTable ? "" : name), i + 1);
                if (before != null) {
                    return Optional.of("line " + (i + 1) + ": " + name + " stands here again, as in line " + before
                            + "; take one of the two out.");
                }
            }
        }
        return Optional.empty();
    }

    /** The key or the line that is wrong, as far as the parser knows it. */
    private static String place(JsonProcessingException e) {
        if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            return mapping.getPath().stream()
                            .map(JsonMappingException.Reference::getFieldName)
                            .collect(Collectors.joining("."))
                    + ": ";
        }
        return e.getLocation() == null || e.getLocation().getLineNr() < 0
                ? ""
                : "line " + e.getLocation().getLineNr() + ": ";
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("not understood").replaceAll("\\.$", "") + ".";
    }

    private static String nearest(UnrecognizedPropertyException e) {
        if (e.getPath().size() > 2 && "domains".equals(e.getPath().get(0).getFieldName())) {
            return "; a domain stands in quotes, [domains.\"example.com\"], and its keys are \"approval\", \"profile\" and \"pair\"";
        }
        return e.getKnownPropertyIds().stream()
                .map(String::valueOf)
                .min(Comparator.comparingInt(known -> distance(known, e.getPropertyName())))
                .map(known -> "; did you mean \"" + known + "\"")
                .orElse("");
    }

    /** Levenshtein's edit distance. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int swap = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(swap, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[b.length()];
    }

    private static Outcome<Config> check(Config config, Path file) {
        if (config.company() == null
                || config.policyArc() == null
                || config.domains().isEmpty()) {
            return refused(file, "company, policy_arc and at least one domain must be there.");
        }
        Outcome<Profiles> profiles = profiles(config);
        if (!profiles.isOk()) {
            return refused(file, profiles.refusal().detail());
        }
        for (Map.Entry<String, Config.Domain> entry : config.domains().entrySet()) {
            Optional<String> problem = problem(entry.getKey(), entry.getValue(), profiles.orThrow());
            if (problem.isPresent()) {
                return refused(file, problem.get());
            }
        }
        return Stream.of(
                        config.renewal().problem(),
                        config.trust().problem(),
                        config.retention().problem(),
                        config.database().problem())
                .flatMap(Optional::stream)
                .findFirst()
                .map(what -> ConfigFile.<Config>refused(file, what))
                .orElseGet(() -> checkListen(config, file))
                .then(ok -> checkLdap(config, file))
                .then(ok -> checkMail(config, file))
                .then(ok -> checkAlarm(config, file))
                .then(ok -> urls(config, file));
    }

    private static Optional<String> problem(String name, Config.Domain domain, Profiles profiles) {
        Optional<String> spelled = EmailAddress.parseDomain(name).fold(Optional::of, refusal -> Optional.empty());
        if (!spelled.equals(Optional.of(name))) {
            return Optional.of("[domains.\"" + name + "\"] is not a mail domain in lower case"
                    + spelled.map(label -> "; write [domains.\"" + label + "\"]")
                            .orElse("") + ".");
        }
        Outcome<Profile> profile = profiles.find(domain.profile());
        if (!profile.isOk()) {
            return Optional.of(profile.refusal().detail());
        }
        if (profile.orThrow().subject() == Profile.Subject.PERSON
                && domain.approval() == EnrollmentRules.Approval.AUTOMATIC) {
            return Optional.of("the names in a person's certificate need somebody who knows them: set approval ="
                    + " \"officer\" for " + name + ", or a mailbox profile.");
        }
        return profile.orThrow().lack().map(Refusal::detail);
    }

    /** The profiles of a configuration. */
    public static Outcome<Profiles> profiles(Config config) {
        return Company.parse(config.company(), config.organizationId(), config.country())
                .then(company ->
                        PolicyArc.parse(config.policyArc()).then(arc -> Profiles.of(arc, company, config.profiles())));
    }

    /** Who lets people of which domain in, and what they get. */
    public static EnrollmentRules rules(Config config) {
        Profiles profiles = profiles(config).orThrow();
        Map<String, EnrollmentRules.Domain> domains = config.domains().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        e -> new EnrollmentRules.Domain(
                                e.getValue().approval(),
                                profiles.find(e.getValue().profile()).orThrow(),
                                e.getValue().pair())));
        return EnrollmentRules.of(domains, Optional.ofNullable(config.mail().from()));
    }

    /** The same with its URLs as they are written elsewhere: without a slash at the end. */
    private static Outcome<Config> urls(Config c, Path file) {
        return BaseUrl.people(c.url())
                .then(url -> BaseUrl.status(c.statusUrl())
                        .map(status -> new Config(
                                c.company(),
                                c.organizationId(),
                                c.country(),
                                url.toString(),
                                status.toString(),
                                c.policyArc(),
                                c.domains(),
                                c.profiles(),
                                c.listen(),
                                c.ldap(),
                                c.mail(),
                                c.renewal(),
                                c.alarm(),
                                c.trust(),
                                c.access(),
                                c.database(),
                                c.retention())))
                .fold(Outcome::ok, refusal -> refused(file, refusal.detail()));
    }

    private static Outcome<Config> checkListen(Config config, Path file) {
        Config.Listen listen = config.listen();
        if (!isPort(listen.port()) || !isPort(listen.statusPort())) {
            return refused(file, "[listen] port and status_port are numbers from 1 to 65535.");
        }
        if (listen.tls() != (listen.tlsKey() != null)) {
            return refused(file, "tls_certificate and tls_key go together; give both, or neither.");
        }
        if (config.access().clientCertificates() && !listen.tls()) {
            return refused(file, "[access] client_certificates needs tls_certificate and tls_key in [listen].");
        }
        if (!listen.tls() && !listen.behindProxy() && !isLoopback(listen.address())) {
            return refused(
                    file,
                    "without TLS the server listens on this machine only. Give tls_certificate and tls_key, or set"
                            + " behind_proxy = true if a proxy with TLS stands before it.");
        }
        return Outcome.ok(config);
    }

    private static Outcome<Config> checkLdap(Config config, Path file) {
        Config.Ldap ldap = config.ldap();
        boolean ports = Stream.of(ldap.port(), ldap.tlsPort()).allMatch(port -> port == null || isPort(port));
        boolean address = ldap.address() == null || ldap.address().matches("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
        return ports && address
                ? Outcome.ok(config)
                : refused(file, "[ldap] port and tls_port are numbers from 1 to 65535, and address is an IP address.");
    }

    private static Outcome<Config> checkMail(Config config, Path file) {
        Config.Listen listen = config.listen();
        Config.Mail mail = config.mail();
        if (mail.user() != null && mail.passwordFile() == null) {
            return refused(file, "[mail] user needs password_file; give it, or leave user out.");
        }
        if (mail.transport() == Config.Mail.Transport.OUTBOX) {
            return listen.behindProxy() || !isLoopback(listen.address())
                    ? refused(
                            file,
                            "the built-in outbox shows everybody's mail, so it works on this machine only;"
                                    + " set transport = \"smtp\" and a host.")
                    : Outcome.ok(config);
        }
        boolean from = mail.from() != null && EmailAddress.parse(mail.from()).isOk();
        if (mail.host() == null || !from) {
            return refused(file, "[mail] needs host and from (an e-mail address) to send by SMTP.");
        }
        return Outcome.ok(config);
    }

    private static Outcome<Config> checkAlarm(Config config, Path file) {
        List<String> languages = Messages.ofClassPath().languages();
        if (!languages.contains(config.alarm().language())) {
            return refused(file, "[alarm] language is one of " + String.join(", ", languages) + ".");
        }
        return Stream.concat(config.alarm().to().stream(), config.alarm().headsTo().stream())
                .filter(address -> !EmailAddress.parse(address).isOk())
                .findFirst()
                .map(wrong -> ConfigFile.<Config>refused(
                        file, "[alarm] to and heads_to are lists of e-mail addresses, which \"" + wrong + "\" is not."))
                .orElseGet(() -> Outcome.ok(config));
    }

    private static boolean isPort(int port) {
        return port > 0 && port <= 65535;
    }

    private static boolean isLoopback(String address) {
        return address == null || BaseUrl.isLoopback(address);
    }

    private static <T> Outcome<T> refused(Path file, String what) {
        return Outcome.refused(RefusalCode.BAD_INPUT, file + ": " + what);
    }
}
