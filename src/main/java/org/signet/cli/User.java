package org.signet.cli;

import java.util.concurrent.Callable;
import org.signet.app.Founding;
import org.signet.app.Signet;
import org.signet.model.Role;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Accounts of the web front end. */
@Command(
        name = "user",
        description = {"Let people into the web front end."},
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "VERB",
        subcommands = User.Invite.class)
final class User {

    @Command(
            name = "invite",
            description = {
                "Print a one-time link by which someone sets a password.",
                "It is for a new account, or for a forgotten password."
            },
            mixinStandardHelpOptions = true)
    static final class Invite implements Callable<Integer> {
        @Mixin
        private DataOption data;

        @Parameters(paramLabel = "NAME", description = "The name to sign in with.")
        private String name;

        @Option(
                names = "--role",
                paramLabel = "administrator|officer|auditor",
                defaultValue = "officer",
                description = "For a new account; officer by default.")
        private Role role;

        @Override
        public Integer call() {
            try (Signet signet = data.open()) {
                var link = signet.accounts()
                        .invite(name, role, DataOption.operator())
                        .orThrow();
                System.out.println(signet.config().url() + Founding.linkPath(link));
                return Main.DONE;
            }
        }
    }
}
