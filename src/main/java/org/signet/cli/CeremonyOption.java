package org.signet.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.signet.app.Signet;
import org.signet.app.ceremony.Ceremony;
import org.signet.app.ceremony.Protocol;
import org.signet.ca.access.control.Act;
import org.signet.ca.access.control.Consent;
import org.signet.ca.authority.Hierarchy;
import org.signet.ca.authority.Issuer;
import org.signet.crypto.keys.files.PrivateJournal;
import org.signet.model.Outcome;
import org.signet.model.Printable;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;
import org.signet.model.Unavailable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What all work with the root's key has in common: the folder, the passphrase, who is present, the protocol. */
final class CeremonyOption {
    static final int MAX_NAME = 60;

    @Mixin
    private DataOption data;

    @Mixin
    private RootPassphraseOption passphrase;

    @Mixin
    private ConsentOption consent;

    @Option(
            names = "--holder",
            paramLabel = "NAME",
            description = "Who is present and will sign the protocol; once for each.")
    private List<String> holders = List.of();

    @Option(
            names = "--protocol",
            paramLabel = "FILE",
            description = "Where the protocol goes, a new file; protocol-TIME.txt in the CA's folder without it.")
    private Path file;

    /** Does the work, its protocol written step by step, also if the work is refused half way. */
    <T> int run(Act act, Function<Ceremony, Outcome<T>> work, Consumer<T> report) {
        return run(act, hierarchy -> hierarchy.roots().newest(), work, report);
    }

    /**
     * @param act what two administrators agree to, where they must
     * @param check what is judged before any key is opened and any protocol begun, such as an id
     */
    <T> int run(
            Act act,
            Function<Hierarchy, Outcome<Issuer>> check,
            Function<Ceremony, Outcome<T>> work,
            Consumer<T> report) {
        return run(
                act,
                holders,
                signet -> {
                    check.apply(signet.hierarchy()).orThrow();
                    return List.of();
                },
                work,
                report);
    }

    /** @param first what comes before the root's key is used: steps for the protocol, or a refusal by which nothing is done */
    <T> int run(
            Act act,
            List<String> present,
            Function<Signet, List<String>> first,
            Function<Ceremony, Outcome<T>> work,
            Consumer<T> report) {
        present.forEach(CeremonyOption::named);
        try (Signet signet = data.open(passphrase)) {
            Path target = PrivateJournal.place(
                            file == null
                                    ? Protocol.file(
                                            data.folder(), signet.clock().instant())
                                    : file)
                    .orThrow();
            List<String> steps = first.apply(signet);
            Consent leave = consent.leave(signet, act);
            try (Protocol protocol =
                    Protocol.into(target, signet.clock(), System.out::println).orThrow()) {
                protocol.begin(signet.config().company(), new Main.Version().getVersion()[0], program(), present);
                steps.forEach(protocol::step);
                protocol.failure().ifPresent(CeremonyOption::fail);
                Outcome<T> outcome =
                        performed(work, new Ceremony(signet, protocol, DataOption.operator(), leave::use), protocol);
                protocol.end(present);
                System.out.println();
                outcome.run(report, refusal -> {});
                return ended(outcome, protocol, target);
            }
        }
    }

    /** The use of the root's key by a verb, with all that decides what it signs. */
    static Act rootUse(String verb, String... parameters) {
        return Act.of(
                Act.Kind.USE_ROOT,
                Stream.concat(Stream.of("verb", verb), Stream.of(parameters)).toArray(String[]::new));
    }

    /** The names that were given, which a session asks for otherwise. */
    List<String> holders() {
        return holders;
    }

    /** Whether that can stand for somebody, on paper and on a screen. */
    static boolean isName(String holder) {
        return !holder.isBlank() && holder.length() <= MAX_NAME && Printable.is(holder);
    }

    private static void named(String holder) {
        if (!isName(holder)) {
            throw new RefusedException(
                    RefusalCode.BAD_INPUT,
                    "A holder's name has 1 to " + MAX_NAME
                            + " characters, all of them visible; shorten it, or type it again.");
        }
    }

    private static void fail(Unavailable why) {
        throw why;
    }

    private static int ended(Outcome<?> outcome, Protocol protocol, Path target) {
        if (protocol.failure().isEmpty()) {
            System.out.println("The protocol is in " + target + ": print and sign it.");
        } else {
            System.out.println("The protocol in " + target + " ends early: copy the rest from this screen.");
        }
        System.out.println("Take the root's key away again.");
        outcome.orThrow();
        protocol.failure().ifPresent(CeremonyOption::fail);
        return Main.DONE;
    }

    /** What is refused or breaks half way, a token or a disk, has its place in the protocol too: some steps were done. */
    private static <T> Outcome<T> performed(Function<Ceremony, Outcome<T>> work, Ceremony ceremony, Protocol protocol) {
        try {
            return Outcome.ok(work.apply(ceremony).orThrow());
        } catch (RefusedException refused) {
            protocol.step("Refused: " + refused.refusal().detail());
            return Outcome.refused(refused.refusal());
        } catch (Unavailable broken) {
            protocol.step("Broken off: " + broken.getMessage());
            return Outcome.refused(RefusalCode.ISSUER_UNUSABLE, broken.getMessage());
        } catch (RuntimeException slip) {
            protocol.step("Broken off by an error that was not foreseen.");
            throw slip;
        }
    }

    DataOption data() {
        return data;
    }

    /** The file this program runs from. */
    private static Path program() {
        try {
            return Path.of(Main.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (java.net.URISyntaxException | RuntimeException e) {
            return Path.of("");
        }
    }
}
