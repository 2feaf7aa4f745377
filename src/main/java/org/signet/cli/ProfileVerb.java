package org.signet.cli;

import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.signet.app.Signet;
import org.signet.ca.profile.Profile;
import org.signet.ca.profile.ProfileConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows what can be issued. */
@Command(
        name = "profile",
        description = "Show the profiles: the kinds of certificates to issue.",
        mixinStandardHelpOptions = true,
        subcommands = {ProfileVerb.ListAll.class, ProfileVerb.Show.class})
final class ProfileVerb {

    @Command(name = "list", description = "The profiles, one a line.", mixinStandardHelpOptions = true)
    static final class ListAll implements Callable<Integer> {
        @Mixin
        private DataOption data;

        @Override
        public Integer call() {
            try (Signet signet = data.open()) {
                for (Profile profile : signet.profiles().all()) {
                    System.out.printf(
                            "%-26s %4d days  %s%n",
                            profile.id(), profile.lifetime().toDays(), fields(profile));
                }
            }
            return Main.DONE;
        }
    }

    @Command(name = "show", description = "One profile, with all that it says.", mixinStandardHelpOptions = true)
    static final class Show implements Callable<Integer> {
        @Mixin
        private DataOption data;

        @Parameters(paramLabel = "ID")
        private String id;

        @Override
        public Integer call() {
            try (Signet signet = data.open()) {
                Profile profile = signet.profiles().find(id).orThrow();
                System.out.println("profile            " + profile.id());
                System.out.println("subject            " + fields(profile));
                System.out.println("lifetime           " + profile.lifetime().toDays() + " days");
                System.out.println("extended key use   "
                        + profile.extendedKeyUse().stream()
                                .sorted()
                                .map(use -> use.name()
                                        .toLowerCase(java.util.Locale.ROOT)
                                        .replace('_', ' '))
                                .collect(Collectors.joining(", ")));
                System.out.println("policy             " + profile.policy());
                System.out.println("keys               "
                        + (profile.keys().isEmpty()
                                ? "rsa-2048 to rsa-8192, ec-p256, ec-p384, ec-p521, ed25519 (which only signs)"
                                : String.join(
                                        ", ", profile.keys().stream().sorted().toList())));
                System.out.println("reads              "
                        + profile.capabilities().stream()
                                .map(cipher -> cipher.name().replace('_', '-'))
                                .collect(Collectors.joining(", ")));
            }
            return Main.DONE;
        }
    }

    private static String fields(Profile profile) {
        return profile.fields().stream().map(ProfileConfig::name).collect(Collectors.joining(", "));
    }
}
