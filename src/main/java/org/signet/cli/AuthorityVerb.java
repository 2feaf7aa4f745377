package org.signet.cli;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.signet.app.Signet;
import org.signet.ca.access.control.Act;
import org.signet.ca.authority.Issuer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The hierarchy and how it changes. */
@Command(
        name = "authority",
        description = {"List, add, renew, roll over, retire and revoke the CAs."},
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "VERB",
        subcommands = {
            AuthorityList.class,
            AuthorityVerb.NewIssuer.class,
            AuthorityVerb.AddDomain.class,
            AuthorityVerb.Renew.class,
            AuthorityVerb.RootCrl.class,
            AuthorityRollover.class,
            AuthorityVerb.CrossSign.class,
            AuthorityExternal.Request.class,
            AuthorityExternal.Install.class,
            AuthorityImport.class,
            AuthorityVerb.Retire.class,
            AuthorityRevocation.RevokeIssuer.class,
            AuthorityRevocation.PartitionCrl.class,
            AuthoritySplit.class,
            AuthorityCeremony.class
        })
final class AuthorityVerb {

    @Command(
            name = "new-issuer",
            description = {"Make a further issuing CA with a key of its own.", "From then on it issues."},
            mixinStandardHelpOptions = true)
    static final class NewIssuer implements Callable<Integer> {
        @Mixin
        private CeremonyOption ceremony;

        @Mixin
        private CaKeyOption key;

        @Override
        public Integer call() {
            return ceremony.run(newIssuer(key.told()), work -> work.newIssuing(key.wish()), AuthorityVerb::made);
        }
    }

    static Act newIssuer(String key) {
        return CeremonyOption.rootUse("new-issuer", "key", key);
    }

    static Act addDomain(List<String> domains) {
        return CeremonyOption.rootUse("add-domain", "domains", String.join(" ", domains));
    }

    static Act renewal(String id) {
        return CeremonyOption.rootUse("renew", "ca", id);
    }

    /** @param id null for that of the newest root */
    static Act rootCrl(String id) {
        return CeremonyOption.rootUse("root-crl", "ca", id);
    }

    static void made(Issuer issuer) {
        System.out.println(issuer.id() + " issues from now on. Devices that fetch no issuers by themselves need it:"
                + " hand out the chain again (`signet trust --for p7b`).");
    }

    @Command(
            name = "add-domain",
            description = "Let the issuing CA certify addresses of further mail domains.",
            mixinStandardHelpOptions = true)
    static final class AddDomain implements Callable<Integer> {
        @Mixin
        private CeremonyOption ceremony;

        @Parameters(paramLabel = "DOMAIN", arity = "1..*")
        private List<String> domains;

        @Override
        public Integer call() {
            List<String> parsed = Init.domains(domains);
            return ceremony.run(addDomain(parsed), work -> work.addDomains(parsed), added -> {
                System.out.println("May be certified from now on: " + String.join(", ", parsed)
                        + ". Their rules are in signet.toml; start a running server again.");
                System.out.println(
                        "The issuing CA has the same name and key and another certificate. Devices that hold the old one need"
                                + " the new one for these domains: hand out the chain again (`signet trust --for p7b`).");
            });
        }
    }

    @Command(
            name = "renew",
            description = {"Certify a CA anew, with the same name and key.", "It then lasts for a whole lifetime."},
            mixinStandardHelpOptions = true)
    static final class Renew implements Callable<Integer> {
        @Mixin
        private CeremonyOption ceremony;

        @Parameters(paramLabel = "ID", description = "issuing-1, root-1 …")
        private String id;

        @Override
        public Integer call() {
            return ceremony.run(
                    renewal(id),
                    hierarchy -> hierarchy.eligible().toRenew(id),
                    work -> work.renew(id),
                    added -> System.out.println(id + " is valid until "
                            + Moment.text(
                                    added.certificate().content().validity().notAfter())
                            + ". Hand out its certificate again (`signet trust`)."));
        }
    }

    @Command(
            name = "cross-sign",
            description = {"Certify one root by another.", "A rollover does it both ways by itself."},
            mixinStandardHelpOptions = true)
    static final class CrossSign implements Callable<Integer> {
        @Mixin
        private CeremonyOption ceremony;

        @Parameters(paramLabel = "ROOT", description = "The root that is certified.")
        private String target;

        @Option(names = "--by", required = true, paramLabel = "ROOT", description = "The root whose key signs.")
        private String signer;

        @Override
        public Integer call() {
            return ceremony.run(
                    CeremonyOption.rootUse("cross-sign", "ca", target, "by", signer),
                    hierarchy -> hierarchy.eligible().toCross(target, signer),
                    work -> work.cross(target, signer),
                    added -> System.out.println("Hand out the chain again (`signet trust --for p7b`)."));
        }
    }

    @Command(name = "root-crl", description = "Publish a root's CRL.", mixinStandardHelpOptions = true)
    static final class RootCrl implements Callable<Integer> {
        @Mixin
        private CeremonyOption ceremony;

        @Parameters(paramLabel = "ID", arity = "0..1", description = "root-1 …; the newest root without it.")
        private String id;

        @Override
        public Integer call() {
            return ceremony.run(
                    rootCrl(id),
                    hierarchy -> id == null
                            ? hierarchy.roots().newest()
                            : hierarchy.roots().find(id),
                    work -> id == null ? work.rootCrl() : work.rootCrl(id),
                    crl -> System.out.println(
                            "The CRL of " + crl.issuerId() + " is valid until " + Moment.text(crl.nextUpdate()) + "."));
        }
    }

    @Command(
            name = "retire",
            description = {"Let an issuing CA issue no more, or hand out a root no more.", "Their CRLs go on."},
            mixinStandardHelpOptions = true)
    static final class Retire implements Callable<Integer> {
        @Mixin
        private DataOption data;

        @Parameters(paramLabel = "ID", description = "issuing-1, root-1 …")
        private String id;

        @Option(names = "--yes", description = "Also the last CA that issues, without a question.")
        private boolean yes;

        @Override
        public Integer call() {
            try (Signet signet = data.open()) {
                if (!yes && isLast(signet, id)) {
                    Dialogue.confirm(withoutAny(id), "Retire it?");
                }
                Issuer retired =
                        signet.hierarchy().retire(id, DataOption.operator()).orThrow();
                if (retired.isRoot()) {
                    System.out.println(
                            retired.id() + " is not handed out any more. Keep its key in its safe: its CRL goes on"
                                    + " until the last certificate below it ends.");
                    return Main.DONE;
                }
                System.out.println(retired.id()
                        + " issues nothing more. Keep its key here: its CRLs go on until its last certificate ends.");
                signet.authority()
                        .issuing(signet.clock().instant())
                        .run(
                                issuer -> System.out.println(issuer.id() + " issues now."),
                                refusal -> System.out.println(
                                        "Nothing is issued until there is another: `signet authority new-issuer`."));
            }
            return Main.DONE;
        }
    }

    /** Whether nothing is issued without that CA. */
    static boolean isLast(Signet signet, String id) {
        Instant now = signet.clock().instant();
        List<String> atWork = signet.authority().issuers().stream()
                .filter(issuer -> issuer.issuesAt(now))
                .map(Issuer::id)
                .toList();
        return atWork.equals(List.of(id));
    }

    static String withoutAny(String id) {
        return id + " is the last CA that issues: without it nothing is issued until there is another"
                + " (`signet authority new-issuer`).";
    }
}
