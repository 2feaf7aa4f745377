package org.signet.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.signet.app.Signet;
import org.signet.ca.access.control.Act;
import org.signet.ca.authority.Issuer;
import org.signet.ca.revocation.CaRevocation;
import org.signet.ca.revocation.Revocation.Grounds;
import org.signet.model.RevocationReason;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What of a CA has to do with revocation: taking it back, and dividing its CRL. */
final class AuthorityRevocation {
    private AuthorityRevocation() {}

    @Command(
            name = "revoke-issuer",
            description = {
                "Revoke an issuing CA.",
                "Every certificate below it becomes worthless.",
                "The CRL of the root above it, which tells of it, is published with the root's key."
            },
            mixinStandardHelpOptions = true)
    static final class RevokeIssuer implements Callable<Integer> {
        @Mixin
        private CeremonyOption ceremony;

        @Parameters(paramLabel = "ID", description = "issuing-1 …")
        private String id;

        @Option(
                names = "--reason",
                required = true,
                paramLabel = "REASON",
                converter = Reason.class,
                description = "cACompromise, superseded, cessationOfOperation, affiliationChanged or unspecified.")
        private RevocationReason reason;

        @Option(
                names = "--invalid-since",
                paramLabel = "MOMENT",
                description = "When its key is thought to have been lost: 2026-11-20 or 2026-11-20T08:00:00Z.")
        private Moment.Given invalidSince;

        @Option(names = "--yes", description = "Without a question.")
        private boolean yes;

        @Override
        public Integer call() {
            Grounds grounds =
                    new Grounds(reason, Optional.ofNullable(invalidSince).map(Moment.Given::moment));
            return ceremony.run(act(), ceremony.holders(), this::agreed, work -> work.revoke(id, grounds), crl -> {
                System.out.println(id + " is revoked, and the CRL of " + crl.issuerId() + " says so until "
                        + Moment.text(crl.nextUpdate()) + ".");
                System.out.println("Make another CA that issues (`signet authority new-issuer`), and give everybody a"
                        + " new certificate: those below " + id + " are trusted by nobody who looks at the CRL.");
            });
        }

        private Act act() {
            return Act.of(
                    Act.Kind.REVOKE_ISSUER,
                    "ca",
                    id,
                    "reason",
                    reason.text(),
                    "invalid since",
                    invalidSince == null ? null : invalidSince.moment().toString());
        }

        /** Asks before any key is opened and any protocol begun. */
        private List<String> agreed(Signet signet) {
            Issuer issuer = signet.caRevocation().revocable(id).orThrow();
            long live = signet.certificates().liveBelow(id, signet.clock().instant());
            if (!yes) {
                Dialogue.confirm(
                        "This revokes " + issuer.id() + ", "
                                + issuer.certificate().content().subject()
                                + " (SHA-256 " + issuer.certificate().sha256().groups()
                                + "), for ever: every certificate below it becomes worthless, "
                                + (live == 1 ? "1 live one." : live + " live ones.")
                                + (AuthorityVerb.isLast(signet, id) ? " " + AuthorityVerb.withoutAny(id) : ""),
                        "Revoke it?");
            }
            return List.of("To be revoked: " + id + ". Live certificates below it: " + live + ". "
                    + (yes ? "Nobody was asked (--yes)." : "Whoever was asked said yes."));
        }
    }

    private static final class Reason implements ITypeConverter<RevocationReason> {
        @Override
        public RevocationReason convert(String text) {
            return Main.chosen(
                    RevocationReason.ofText(text).filter(CaRevocation.REASONS::contains),
                    CaRevocation.REASONS,
                    RevocationReason::text,
                    text);
        }
    }

    @Command(
            name = "partition-crl",
            description = {
                "Spread what a CA issues from now on over several CRLs.",
                "Each names its own; the CRL of all goes on, and the number never falls."
            },
            mixinStandardHelpOptions = true)
    static final class PartitionCrl implements Callable<Integer> {
        @Mixin
        private DataOption data;

        @Parameters(paramLabel = "ID", description = "issuing-1 …")
        private String id;

        @Option(names = "--shards", required = true, paramLabel = "NUMBER", description = "1 to 1000.")
        private int shards;

        @Override
        public Integer call() {
            try (Signet signet = data.open()) {
                Issuer issuer = signet.hierarchy()
                        .partitionCrl(id, shards, DataOption.operator())
                        .orThrow();
                System.out.println("New certificates of " + issuer.id() + " name one of " + issuer.crlShards()
                        + " CRLs, " + issuer.crlUrl(1)
                        + " and so on. `serve` publishes them within seconds, `signet crl`"
                        + " at once.");
            }
            return Main.DONE;
        }
    }
}
