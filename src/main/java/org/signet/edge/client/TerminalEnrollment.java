package org.signet.edge.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.signet.ca.enrollment.EnrollmentState;
import org.signet.crypto.keys.Passphrase;
import org.signet.crypto.keys.Pkcs12File;
import org.signet.crypto.keys.SoftwareKey;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.x509.Certificate;
import org.signet.edge.json.EnrollmentView;
import org.signet.model.EmailAddress;
import org.signet.model.Outcome;
import org.signet.model.PersonName;
import org.signet.model.Refusal;
import org.signet.model.RefusalCode;
import org.signet.model.Unavailable;

/**
 * {@code signet enroll}, without its console: begins an enrolment, proves the mailbox by the mailed code, waits for the
 * approval, makes the key here and writes the .p12. One object serves one run.
 *
 * <p>The command asks for a passphrase ({@link Passphrase#forContainer}) before it calls {@link #run}, since the key lies
 * on disk under it from the moment it exists. If the run ends in {@link Ending.Waiting}, or in an exception
 * ({@link Unavailable}: exit code 3), the same command with the same passphrase goes on
 * from {@code FILE.p12.pending}. That file is removed only when the .p12 opens, or when the enrolment can come to nothing.
 */
public final class TerminalEnrollment {
    private final SignetClient client;
    private final Questions questions;
    private final Patience patience;
    private final CertifiedKeyFile keyFile;

    public TerminalEnrollment(SignetClient client, Questions questions, Patience patience, SecureRandom random) {
        this.client = client;
        this.questions = questions;
        this.patience = patience;
        this.keyFile = new CertifiedKeyFile(random);
    }

    /**
     * What is wanted.
     *
     * @param addresses those that the certificate will name, at least one
     * @param language of the mails: {@code en} or {@code de}
     * @param file the .p12 to write; it must not exist
     * @param pair whether two keys are wanted, one to sign and one to encrypt to; the server may want it anyway
     */
    public record Wish(
            List<EmailAddress> addresses,
            PersonName name,
            String language,
            KeyType keyType,
            Path file,
            Pkcs12File.Flavour flavour,
            boolean pair) {
        public Wish {
            addresses = EmailAddress.distinct(addresses);
        }

        /** The first, which mails about the enrolment go to. */
        public EmailAddress address() {
            return addresses.get(0);
        }

        /** How the pending file remembers them. */
        String addressList() {
            return addresses.stream().map(EmailAddress::toString).collect(Collectors.joining(", "));
        }
    }

    /** Port: the person at the terminal. */
    public interface Questions {
        /**
         * The code from the mail, as typed; empty if nobody can or wants to type it now.
         *
         * @param why what was wrong with the one before; empty the first time
         */
        Optional<String> code(EmailAddress mailedTo, Optional<Refusal> why);

        /** Called once when the waiting for an approval begins. */
        void waiting(Duration atMost);
    }

    /** Port: lets time pass. */
    public interface Pause {
        void pause(Duration time) throws InterruptedException;
    }

    /**
     * How long to wait for an approval.
     *
     * @param atMost zero to look once
     * @param interval between two looks
     */
    public record Patience(Duration atMost, Duration interval, Pause pause) {}

    /** Runs from wherever the last run stopped. The passphrase stays the caller's, to be closed by it. */
    public Ending run(Wish wish, Passphrase passphrase) {
        Path path = PendingEnrollment.beside(wish.file());
        Outcome<Optional<PendingEnrollment>> before = PendingEnrollment.read(path);
        if (!before.isOk()) {
            return new Ending.Refused(before.refusal());
        }
        Optional<PendingEnrollment> found = before.orThrow();
        if (Files.exists(wish.file())) {
            return found.flatMap(pending -> finished(pending, wish, passphrase)).orElseGet(() -> exists(wish.file()));
        }
        Outcome<PendingEnrollment> pending =
                found.map(known -> fitting(known, wish)).orElseGet(() -> begin(wish));
        return pending.fold(enrollment -> follow(enrollment, wish, passphrase), Ending.Refused::new);
    }

    /** A run that was killed after it wrote the .p12 and before it tidied up. */
    private Optional<Ending> finished(PendingEnrollment pending, Wish wish, Passphrase passphrase) {
        return CertifiedKeyFile.certificates(wish.file(), pending.keys(), passphrase)
                .map(certificates -> done(wish, certificates));
    }

    private static Ending exists(Path file) {
        return new Ending.Refused(inTheWay(file));
    }

    static Refusal inTheWay(Path file) {
        return new Refusal(
                RefusalCode.BAD_INPUT,
                file + " exists already, and may hold the only key to older mail; name another file.");
    }

    private Outcome<PendingEnrollment> fitting(PendingEnrollment known, Wish wish) {
        boolean same = known.server().equals(client.server().toString())
                && known.email().equals(wish.addressList());
        return same
                ? Outcome.ok(known)
                : Outcome.refused(
                        RefusalCode.WRONG_STATE,
                        PendingEnrollment.beside(wish.file()) + " belongs to the unfinished enrolment of "
                                + known.email() + " at " + known.server()
                                + "; finish that one, name another file, or move it away.");
    }

    /** Why what is wanted could not be written, if so. */
    static Optional<Refusal> obstacle(Wish wish) {
        Path parent = wish.file().toAbsolutePath().getParent();
        if (parent == null || !Files.isWritable(parent)) {
            return Optional.of(new Refusal(
                    RefusalCode.BAD_INPUT, "The folder " + parent + " does not exist, or is not yours to write."));
        }
        return CertifiedKeyFile.files(wish.file(), wish.pair()).stream()
                .filter(Files::exists)
                .findFirst()
                .map(TerminalEnrollment::inTheWay);
    }

    private Outcome<PendingEnrollment> begin(Wish wish) {
        Optional<Refusal> obstacle = obstacle(wish);
        if (obstacle.isPresent()) {
            return Outcome.refused(obstacle.get());
        }
        return client.beginEnrollment(wish.addresses(), wish.name(), wish.pair(), wish.language())
                .map(begun -> {
                    PendingEnrollment pending = new PendingEnrollment(
                            client.server().toString(), wish.addressList(), begun.id(), begun.claim(), null, null);
                    pending.write(PendingEnrollment.beside(wish.file()));
                    return pending;
                });
    }

    private Ending follow(PendingEnrollment pending, Wish wish, Passphrase passphrase) {
        Outcome<EnrollmentView> state = client.state(pending.id(), pending.claim());
        if (state.isOk() && state.orThrow().is(EnrollmentState.REQUESTED)) {
            Optional<Outcome<EnrollmentView>> proven = new MailedCodes(client, questions).prove(pending, wish);
            if (proven.isEmpty()) {
                return new Ending.Waiting(EnrollmentState.REQUESTED, PendingEnrollment.beside(wish.file()));
            }
            state = proven.get();
        }
        return awaitApproval(state, pending)
                .fold(view -> conclude(view, pending, wish, passphrase), refusal -> ended(refusal, pending, wish));
    }

    private Outcome<EnrollmentView> awaitApproval(Outcome<EnrollmentView> first, PendingEnrollment pending) {
        Outcome<EnrollmentView> state = first;
        Duration waited = Duration.ZERO;
        while (state.isOk() && state.orThrow().is(EnrollmentState.PROVEN) && waited.compareTo(patience.atMost()) < 0) {
            if (waited.isZero()) {
                questions.waiting(patience.atMost());
            }
            try {
                patience.pause().pause(patience.interval());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return state;
            }
            waited = waited.plus(patience.interval());
            state = client.state(pending.id(), pending.claim());
        }
        return state;
    }

    private Ending conclude(EnrollmentView view, PendingEnrollment pending, Wish wish, Passphrase passphrase) {
        if (view.is(EnrollmentState.PROVEN)) {
            return new Ending.Waiting(EnrollmentState.PROVEN, PendingEnrollment.beside(wish.file()));
        }
        if (view.is(EnrollmentState.REFUSED)) {
            String comment = view.comment() == null ? "" : " The reason given: " + view.comment();
            forget(wish);
            return new Ending.Refused(new Refusal(RefusalCode.NOT_ALLOWED, "Your request was refused." + comment));
        }
        if (view.is(EnrollmentState.EXPIRED) || view.is(EnrollmentState.WITHDRAWN)) {
            forget(wish);
            return new Ending.Refused(new Refusal(
                    RefusalCode.REQUEST_ENDED,
                    view.is(EnrollmentState.EXPIRED)
                            ? "Your request ended, since nobody went on with it in time; the same command begins again."
                            : "Your request was withdrawn; the same command begins again."));
        }
        if (!view.is(EnrollmentState.APPROVED) && !view.is(EnrollmentState.ISSUED)) {
            return new Ending.Refused(new Refusal(
                    RefusalCode.WRONG_STATE,
                    "The server is newer than this program: it speaks of a state that is not known here."));
        }
        return certify(Boolean.TRUE.equals(view.pair()), pending, wish, passphrase);
    }

    private Ending certify(boolean pair, PendingEnrollment pending, Wish wish, Passphrase passphrase) {
        if (wish.pair() && !pair) {
            return kept(
                    new Refusal(
                            RefusalCode.WRONG_STATE,
                            "This enrolment was begun without --pair and makes one key; leave --pair out."),
                    wish);
        }
        Optional<Path> taken =
                CertifiedKeyFile.inTheWay(CertifiedKeyFile.files(wish.file(), pair), pending.keys(), passphrase);
        if (taken.isPresent()) {
            return kept(inTheWay(taken.get()), wish);
        }
        return keyFile.keys(pending, pair, wish, passphrase)
                .fold(keys -> certify(keys, pending, wish, passphrase), Ending.Refused::new);
    }

    private Ending certify(List<SoftwareKey> keys, PendingEnrollment pending, Wish wish, Passphrase passphrase) {
        try {
            return keyFile.write(keys, requests -> client.certify(pending.claim(), requests), wish, passphrase)
                    .fold(certificates -> done(wish, certificates), refusal -> kept(refusal, wish));
        } finally {
            keys.forEach(SoftwareKey::close);
        }
    }

    static Ending done(Wish wish, List<Certificate> certificates) {
        forget(wish);
        return new Ending.Done(CertifiedKeyFile.files(wish.file(), certificates.size() > 1), certificates);
    }

    /** An enrolment that is over is forgotten, unless a key was made for it that may have been certified. */
    private static Ending ended(Refusal refusal, PendingEnrollment pending, Wish wish) {
        RefusalCode.Kind kind = refusal.code().kind();
        if (pending.keys().isEmpty() && kind == RefusalCode.Kind.TOO_MANY) {
            return tooMany(refusal, wish);
        }
        if (!pending.keys().isEmpty() || kind != RefusalCode.Kind.GONE && kind != RefusalCode.Kind.NOT_FOUND) {
            return kept(refusal, wish);
        }
        forget(wish);
        return new Ending.Refused(refusal);
    }

    /** A server says the same of a network that asks too often, which passes, and of used up codes, which does not. */
    private static Ending tooMany(Refusal refusal, Wish wish) {
        return new Ending.Refused(new Refusal(
                refusal.code(),
                refusal.detail() + " To begin again, move " + PendingEnrollment.beside(wish.file())
                        + " away and give the same command; to try later with the same code, leave it there."));
    }

    private static Ending kept(Refusal refusal, Wish wish) {
        return new Ending.Refused(new Refusal(
                refusal.code(),
                refusal.detail() + " The same command goes on with this enrolment; to begin another instead, move "
                        + PendingEnrollment.beside(wish.file()) + " away."));
    }

    static void forget(Wish wish) {
        Path path = PendingEnrollment.beside(wish.file());
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new Unavailable("cannot remove " + path + ": " + e.getMessage(), e);
        }
    }
}
