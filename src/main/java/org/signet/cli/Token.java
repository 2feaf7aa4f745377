package org.signet.cli;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.signet.app.Signet;
import org.signet.ca.access.ApiToken;
import org.signet.ca.access.ApiTokens;
import org.signet.ca.access.Scope;
import org.signet.edge.json.report.TokenView;
import org.signet.model.EmailAddress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** API tokens: the rights of programs. */
@Command(
        name = "token",
        description = {"Make, list and end API tokens, the rights of programs."},
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "VERB",
        subcommands = {Token.Create.class, Token.Show.class, Token.Revoke.class})
final class Token {

    @Command(
            name = "create",
            description = "Make a token and print its secret, once: only a digest is kept.",
            mixinStandardHelpOptions = true)
    static final class Create implements Callable<Integer> {
        @Mixin
        private DataOption data;

        @Option(
                names = "--name",
                required = true,
                paramLabel = "NAME",
                description = "Names the program in the audit log; no other token ever has it.")
        private String name;

        @Option(
                names = "--scope",
                required = true,
                arity = "1..*",
                paramLabel = "SCOPE",
                description =
                        "What it may do: certificates:issue (certify keys for people it vouches for), certificates:find (look up without a limit),"
                                + " certificates:revoke (revoke, hold and release), metrics:read (the figures, from another machine).")
        private List<Scope> scopes;

        @Option(
                names = "--domain",
                arity = "1..*",
                paramLabel = "DOMAIN",
                description = "Whose mailboxes it may vouch for; all of the company's without it.")
        private List<String> domains = List.of();

        @Option(
                names = "--days",
                paramLabel = "N",
                defaultValue = "" + ApiTokens.DEFAULT_DAYS,
                description = "How long it holds; ${DEFAULT-VALUE} days by default.")
        private int days;

        @Override
        public Integer call() {
            Set<String> parsed = domains.stream()
                    .map(domain -> EmailAddress.parseDomain(domain).orThrow())
                    .collect(Collectors.toSet());
            try (Signet signet = data.open()) {
                ApiTokens.Created created = signet.apiTokens()
                        .create(new ApiToken.Plan(name, new HashSet<>(scopes), parsed, days), DataOption.operator())
                        .orThrow();
                System.out.println(created.secret().text());
                System.err.println("This is the token " + name + ", until "
                        + Moment.text(created.token().expires()) + ". It is not shown again.");
                return Main.DONE;
            }
        }
    }

    @Command(name = "list", description = "List every token, without its secret.", mixinStandardHelpOptions = true)
    static final class Show implements Callable<Integer> {
        @Mixin
        private DataOption data;

        @Mixin
        private ListOutput output;

        @Override
        public Integer call() {
            try (Signet signet = data.open()) {
                Instant now = signet.clock().instant();
                List<TokenView> tokens = signet.apiTokens().all().stream()
                        .map(token -> TokenView.of(token, now))
                        .toList();
                output.print(
                        tokens,
                        token -> System.out.printf(
                                "%s  %s  until %s  %s%s  last used %s, made by %s%n",
                                token.name(),
                                token.state(),
                                Moment.text(token.expires()),
                                String.join(" ", token.scopes()),
                                token.domains().isEmpty() ? "" : "  for " + String.join(" ", token.domains()),
                                token.lastUsed() == null ? "never" : Moment.text(token.lastUsed()),
                                token.createdBy()));
                return Main.DONE;
            }
        }
    }

    @Command(name = "revoke", description = "End a token at once.", mixinStandardHelpOptions = true)
    static final class Revoke implements Callable<Integer> {
        @Mixin
        private DataOption data;

        @Parameters(paramLabel = "NAME", description = "As 'token list' shows it.")
        private String name;

        @Override
        public Integer call() {
            try (Signet signet = data.open()) {
                signet.apiTokens().revoke(name, DataOption.operator()).orThrow();
                System.err.println("Revoked " + name + ".");
                return Main.DONE;
            }
        }
    }
}
