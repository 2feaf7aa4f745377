package org.signet.cli;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.signet.app.Signet;
import org.signet.edge.json.report.MemberView;
import org.signet.model.Role;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Accounts of the web front end. */
@Command(
        name = "user",
        description = {
            "Let people into the web front end, and see who is in.",
            "What makes, opens or takes away an administrator's account waits for two administrators to agree at /admin/decisions, as soon as there are two."
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "VERB",
        subcommands = {
            User.Show.class,
            User.Invite.class,
            User.ChangeRole.class,
            User.Suspend.class,
            User.Restore.class,
            User.End.class,
            User.Sessions.class
        })
final class User {

    @Command(name = "list", description = "List every account.", mixinStandardHelpOptions = true)
    static final class Show implements Callable<Integer> {
        @Mixin
        private DataOption data;

        @Mixin
        private ListOutput output;

        @Override
        public Integer call() {
            try (Signet signet = data.open()) {
                Instant now = signet.clock().instant();
                List<MemberView> all = signet.oversight().staff().all().stream()
                        .map(member -> MemberView.of(member, now))
                        .toList();
                output.print(all, Show::print);
                return Main.DONE;
            }
        }

        private static void print(MemberView member) {
            System.out.printf(
                    "%s  %s  %s  %s, last signed in %s, %s%n",
                    member.name(),
                    member.role(),
                    member.standing(),
                    member.password()
                            ? "password set"
                            : member.linkUntil() == null
                                    ? "no password"
                                    : "invited until " + Moment.text(member.linkUntil()),
                    member.lastSignIn() == null ? "never" : Moment.text(member.lastSignIn()),
                    member.sessions() == 1 ? "1 session" : member.sessions() + " sessions");
        }
    }

    @Command(
            name = "invite",
            description = {
                "Print a one-time link by which someone sets a password.",
                "It is for a new account, or for a forgotten password. Where two administrators must agree, the name is a mailbox of the company, and the link is mailed there."
            },
            mixinStandardHelpOptions = true)
    static final class Invite implements Callable<Integer> {
        @Mixin
        private DataOption data;

        @Mixin
        private ConsentOption consent;

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
            return UserChange.run(
                    data,
                    consent,
                    staff -> staff.invite(name, role, DataOption.operator(), ""),
                    "The link was mailed, or shown to the administrator who agreed last.");
        }
    }

    @Command(name = "role", description = "Give an account another role.", mixinStandardHelpOptions = true)
    static final class ChangeRole implements Callable<Integer> {
        @Mixin
        private UserChange change;

        @Parameters(index = "1", paramLabel = "ROLE", description = "administrator, officer or auditor.")
        private Role role;

        @Override
        public Integer call() {
            return change.run(
                    (staff, name) -> staff.changeRole(name, role, DataOption.operator()),
                    "Its role was changed, and its sessions have ended.");
        }
    }

    @Command(
            name = "suspend",
            description = "Let an account in no more, until restored.",
            mixinStandardHelpOptions = true)
    static final class Suspend implements Callable<Integer> {
        @Mixin
        private UserChange change;

        @Override
        public Integer call() {
            return change.run(
                    (staff, name) -> staff.suspend(name, DataOption.operator()),
                    "It is suspended, and its sessions have ended.");
        }
    }

    @Command(name = "restore", description = "Let a suspended account in again.", mixinStandardHelpOptions = true)
    static final class Restore implements Callable<Integer> {
        @Mixin
        private UserChange change;

        @Override
        public Integer call() {
            return change.run(
                    (staff, name) -> staff.restore(name, DataOption.operator()),
                    "It is let in again, by its password.");
        }
    }

    @Command(
            name = "end",
            description = {"End an account for ever.", "Its name is never given again: the audit log tells of it."},
            mixinStandardHelpOptions = true)
    static final class End implements Callable<Integer> {
        @Mixin
        private UserChange change;

        @Option(names = "--yes", description = "Without a question.")
        private boolean yes;

        @Override
        public Integer call() {
            if (!yes) {
                Dialogue.confirm("This ends the account " + change.name() + " for ever.", "End it?");
            }
            return change.run((staff, name) -> staff.end(name, DataOption.operator()), "It has ended.");
        }
    }

    @Command(name = "sessions", description = "End every session of an account now.", mixinStandardHelpOptions = true)
    static final class Sessions implements Callable<Integer> {
        @Mixin
        private DataOption data;

        @Parameters(paramLabel = "NAME", description = "The name it signs in with.")
        private String name;

        @Override
        public Integer call() {
            try (Signet signet = data.open()) {
                int ended = signet.oversight()
                        .staff()
                        .endSessions(name, DataOption.operator())
                        .orThrow();
                System.err.println(ended == 1 ? "1 session has ended." : ended + " sessions have ended.");
                return Main.DONE;
            }
        }
    }
}
