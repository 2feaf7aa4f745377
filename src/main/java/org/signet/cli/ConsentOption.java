package org.signet.cli;

import java.util.Optional;
import org.signet.app.Signet;
import org.signet.ca.access.control.Act;
import org.signet.ca.access.control.Consent;
import org.signet.ca.access.control.Proposal;
import org.signet.ca.access.control.Proposals;
import org.signet.ca.authority.Issuer;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;
import picocli.CommandLine.Option;

/** {@code --wait}: what a command does while two administrators have not agreed to it yet. */
final class ConsentOption {
    private static final long PAUSE = 2_000;

    @Option(
            names = "--wait",
            negatable = true,
            description = "Wait until the administrators agreed, if they must; usual on a terminal.")
    private Boolean wait;

    /** Leave for the act, given already or not needed; refuses, by exception, where nobody waits for it. */
    Consent leave(Signet signet, Act act) {
        Consent leave = signet.oversight().consent(bound(signet, act), DataOption.operator());
        leave.waitsFor().orThrow().ifPresent(proposal -> await(signet, proposal));
        return leave;
    }

    /** To the CAs that there are: what was agreed on for one certificate holds for no other. */
    private static Act bound(Signet signet, Act act) {
        Issuer root = signet.hierarchy().roots().newest().orThrow();
        Act below = act.and(
                "root", root.id() + ", SHA-256 " + root.certificate().sha256().groups());
        return signet.hierarchy()
                .find(act.parameter("ca"))
                .fold(
                        issuer -> below.and(
                                "certificate",
                                issuer.certificate().content().subject() + ", SHA-256 "
                                        + issuer.certificate().sha256().groups()),
                        unknown -> below);
    }

    /** Returns when it was agreed on or done; refuses, by exception, what was refused, or where nobody waits. */
    void await(Signet signet, Proposal proposal) {
        tell(signet, proposal);
        if (!(wait == null ? System.console() != null : wait)) {
            throw new RefusedException(
                    RefusalCode.NEEDS_AGREEMENT,
                    proposal.act().kind().atTerminal()
                            ? "Nothing was done yet. Give the same command again when they agreed, or --wait now."
                            : "Nothing was done yet; it is done as soon as they agree.");
        }
        Progress progress = new Progress(proposal.needed());
        try {
            for (Proposal now = proposal; !isAgreed(signet, now); now = found(signet, proposal)) {
                int voices = now.agreeing().size();
                progress.at(voices, "waiting: " + voices + " of " + now.needed() + " agreed");
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RefusedException(RefusalCode.NEEDS_AGREEMENT, "Nothing was done yet.");
        } finally {
            progress.end();
        }
        System.err.println("Agreed.");
    }

    private static void tell(Signet signet, Proposal proposal) {
        System.err.println("This needs two administrators: "
                + (proposal.needed() == 1 ? "another one agrees" : "two of them agree") + " at");
        System.err.println("  " + signet.config().url() + "/admin/decisions  (decision " + proposal.id() + ", until "
                + Moment.text(proposal.expires()) + ")");
    }

    private static Proposal found(Signet signet, Proposal proposal) {
        return signet.oversight().proposals().find(proposal.id()).orElseThrow();
    }

    private static boolean isAgreed(Signet signet, Proposal proposal) {
        return switch (proposal.stateAt(signet.clock().instant())) {
            case AGREED, DONE -> true;
            case OPEN -> {
                // Agreement may have become needless: the other administrator is gone.
                Optional<Proposals.Alone> alone = signet.oversight().proposals().alone();
                yield proposal.act().kind().atTerminal() && alone.isPresent();
            }
            case REFUSED ->
                throw new RefusedException(
                        RefusalCode.NOT_ALLOWED, "It was refused by " + refuser(proposal) + "; nothing was done.");
            case EXPIRED ->
                throw new RefusedException(
                        RefusalCode.NEEDS_AGREEMENT, "Nobody agreed in time; nothing was done. Begin again.");
        };
    }

    private static String refuser(Proposal proposal) {
        return proposal.voices().stream()
                .filter(voice -> !voice.agrees())
                .map(voice -> voice.user() + (voice.comment().isEmpty() ? "" : " (" + voice.comment() + ")"))
                .findFirst()
                .orElse("an administrator");
    }
}
