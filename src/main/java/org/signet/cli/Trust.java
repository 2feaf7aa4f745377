package org.signet.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.signet.app.Signet;
import org.signet.app.trust.ProfileSigner;
import org.signet.ca.trust.TrustKit;
import org.signet.ca.trust.TrustKits;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the forms in which devices take our certificates, or writes one. */
@Command(
        name = "trust",
        description = {
            "List the forms in which devices take our CAs, or write one.",
            "The page /trust has the same files, and says what to do with each."
        },
        mixinStandardHelpOptions = true)
final class Trust implements Callable<Integer> {
    @Mixin
    private DataOption data;

    @Mixin
    private Output out;

    @Mixin
    private PassphraseOption passphrase;

    @Option(names = "--for", paramLabel = "PLATFORM", description = "One of the list, for example pem.")
    private String platform;

    @Option(
            names = "--sign-with",
            paramLabel = "FILE",
            description =
                    "Sign Apple's profile with the key in this .p12, which devices should know already. Without it the one that [trust] profile_key names.")
    private Path signer;

    @Override
    public Integer call() {
        if (platform == null) {
            TrustKits.all()
                    .forEach(kit -> System.out.printf("%-14s %-22s %s%n", kit.id(), kit.fileName(), kit.purpose()));
            return Main.DONE;
        }
        TrustKit kit = TrustKits.ofId(platform)
                .orElseThrow(() -> refused("There is no platform " + platform + "; `signet trust` lists them."));
        if (signer != null && kit.platform() != TrustKit.Platform.APPLE) {
            throw refused("Only the profile of --for apple is signed; leave --sign-with away.");
        }
        out.check();
        try (Signet signet = data.open()) {
            out.write(kit.write(signet.config()
                            .deviceTrust(signet.authority(), signet.clock())
                            .site(signature(signet, kit)))
                    .toArray());
        }
        return Main.DONE;
    }

    private static RefusedException refused(String why) {
        return new RefusedException(RefusalCode.BAD_INPUT, why);
    }

    private Optional<ProfileSigner> signature(Signet signet, TrustKit kit) {
        if (kit.platform() != TrustKit.Platform.APPLE) {
            return Optional.empty();
        }
        return signer == null
                ? signet.config().trust().signature(signet.clock())
                : Optional.of(ProfileSigner.open(signer, passphrase.of(signer.toString()), signet.clock())
                        .orThrow());
    }
}
