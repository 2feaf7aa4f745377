package org.signet.cli;

import java.util.concurrent.Callable;
import org.signet.app.Signet;
import org.signet.ca.trust.TrustAnchors;
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
            "That is the root and the chain below it."
        },
        mixinStandardHelpOptions = true)
final class Trust implements Callable<Integer> {
    @Mixin
    private DataOption data;

    @Mixin
    private Output out;

    @Option(names = "--for", paramLabel = "PLATFORM", description = "One of the list, for example pem.")
    private String platform;

    @Override
    public Integer call() {
        if (platform == null) {
            TrustKits.all().forEach(kit -> System.out.printf("%-14s %s%n", kit.id(), kit.purpose()));
            return Main.DONE;
        }
        out.check();
        TrustKit kit = TrustKits.ofId(platform)
                .orElseThrow(() -> new RefusedException(
                        RefusalCode.BAD_INPUT, "There is no platform " + platform + "; `signet trust` lists them."));
        try (Signet signet = data.open()) {
            out.write(kit.write(TrustAnchors.of(
                            signet.authority().issuers(), signet.clock().instant()))
                    .toArray());
        }
        return Main.DONE;
    }
}
