package org.signet.edge.web.revocation;

import io.javalin.config.RoutesConfig;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.signet.edge.http.Door;
import org.signet.edge.web.Messages;

/** {@code /.well-known/security.txt} (RFC 9116): where finders of keys and other holes turn to. */
public final class SecurityContact implements Door {
    /** RFC 9116 §2.5.5 recommends less than a year; it is written anew at each asking. */
    private static final Duration LIFE = Duration.ofDays(180);

    private final String url;
    private final Optional<String> mailbox;
    private final Clock clock;

    /**
     * @param url where people reach the pages, without a slash at its end
     * @param mailbox of those who run the CA, if mail is sent by one
     */
    public SecurityContact(String url, Optional<String> mailbox, Clock clock) {
        this.url = url;
        this.mailbox = mailbox;
        this.clock = clock;
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.get(
                "/.well-known/security.txt",
                ctx -> ctx.contentType("text/plain; charset=utf-8")
                        .header("Cache-Control", "public, max-age=3600")
                        .result(String.join("\n", lines()) + "\n"));
    }

    private List<String> lines() {
        return List.of(
                "# A private key of one of our certificates that you should not have: prove it at this page.",
                "Contact: " + url + "/compromised",
                mailbox.map(address -> "Contact: mailto:" + address).orElse("# No mailbox is configured."),
                "Expires: " + clock.instant().plus(LIFE).truncatedTo(ChronoUnit.SECONDS),
                "Preferred-Languages: "
                        + String.join(", ", Messages.ofClassPath().languages()),
                "Canonical: " + url + "/.well-known/security.txt");
    }
}
