package org.signet.app;

import java.util.stream.Collectors;

/** The {@code signet.toml} that a new CA begins with: what was decided, and the keys that an operator will want next. */
final class ConfigText {
    private ConfigText() {}

    static String of(Founding.Plan plan) {
        String domains = plan.domains().stream()
                .map(domain -> "[domains." + quoted(domain) + "]\napproval = \"officer\"    # or \"automatic\"\n")
                .collect(Collectors.joining("\n"));
        String mail = plan.outbox()
                ? "transport = \"outbox\"    # shown on the page /outbox; send by SMTP with the lines below\n"
                : "transport = \"smtp\"\n";
        return """
                # Signet's configuration. Read at start; every key that is left out has a safe default.

                # These four are in the certificates: fixed for the life of this CA.
                company = %s
                url = %s
                status_url = %s
                policy_arc = %s

                %s
                [listen]
                # Plain HTTP on this machine. For others: tls_certificate and tls_key (PEM files, read again when they
                # change) with an address, or behind_proxy = true with a TLS proxy before it.
                port = %d
                # address = "0.0.0.0"
                # tls_certificate = "/etc/signet/tls.crt"
                # tls_key = "/etc/signet/tls.key"
                # status_port = 80       # plain HTTP for CRLs and certificates, beside TLS
                # behind_proxy = false

                [mail]
                %sfrom = %s
                # host = "smtp.example.com"
                # port = 587
                # security = "starttls"  # or "tls", "none"
                # user = "signet"
                # password_file = "/etc/signet/smtp-password"
                """.formatted(
                        quoted(plan.company().name()),
                        quoted(plan.url()),
                        quoted(plan.statusUrl()),
                        quoted(plan.arc().oid()),
                        domains,
                        listenPort(plan),
                        mail + (plan.outbox() ? "" : "host = \"localhost\"\nport = 25\nsecurity = \"none\"\n"),
                        quoted("ca@" + plan.domains().get(0)));
    }

    private static int listenPort(Founding.Plan plan) {
        return Urls.isLocal(plan.url()) ? ConfigFile.port(plan.url()) : 8080;
    }

    /** A TOML basic string. */
    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
