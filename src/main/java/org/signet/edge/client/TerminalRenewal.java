package org.signet.edge.client;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.signet.ca.enrollment.renewal.RenewalProof;
import org.signet.crypto.keys.Passphrase;
import org.signet.crypto.keys.Pkcs12File;
import org.signet.crypto.keys.SoftwareKey;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.policy.SignatureScheme;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.CertificateBundle;
import org.signet.edge.client.TerminalEnrollment.Wish;
import org.signet.edge.json.RenewalView;
import org.signet.model.EmailAddress;
import org.signet.model.Outcome;
import org.signet.model.PersonName;
import org.signet.model.Refusal;
import org.signet.model.RefusalCode;

/**
 * {@code signet enroll --renew}, without its console: makes the new key here, has the old one sign for it, and writes a new
 * .p12. The old file is read and never written. As in {@link TerminalEnrollment}, the new key is on disk before anybody
 * learns of it, and the same command goes on where a broken one stopped.
 */
public final class TerminalRenewal {
    /** What stands in a pending file where an enrolment has its number. */
    private static final String PENDING = "renewal";

    private final SignetClient client;
    private final CertifiedKeyFile keyFile;
    private final Clock clock;

    public TerminalRenewal(SignetClient client, Clock clock, SecureRandom random) {
        this.client = client;
        this.keyFile = new CertifiedKeyFile(random);
        this.clock = clock;
    }

    /**
     * What is wanted.
     *
     * @param old what the old file holds
     * @param file the .p12 to write; it must not exist
     * @param pair whether two keys are wanted; they are made anyway if the old file holds a pair
     */
    public record Plan(List<Pkcs12File> old, KeyType keyType, Path file, Pkcs12File.Flavour flavour, boolean pair) {}

    /** The mailboxes of the certificate that would be renewed; refused if none of the old file's keys can sign. */
    public static Outcome<List<EmailAddress>> addresses(List<Pkcs12File> old) {
        return signing(old).map(content -> leaf(content).content().addresses());
    }

    /** Of several the one that ends last. */
    private static Outcome<Pkcs12File> signing(List<Pkcs12File> old) {
        return old.stream()
                .filter(content -> leaf(content).signs()
                        && !leaf(content).content().addresses().isEmpty())
                .max(Comparator.comparing(
                        content -> leaf(content).content().validity().notAfter()))
                .map(Outcome::ok)
                .orElseGet(() -> Outcome.refused(
                        RefusalCode.BAD_INPUT,
                        "The old file holds no key that signs for a mailbox, so it can prove nothing. Renew with the"
                                + " file of the signing key, or leave --renew out to enrol with a mailed code."))
                .then(TerminalRenewal::numbered);
    }

    private static Outcome<Pkcs12File> numbered(Pkcs12File content) {
        return leaf(content).content().soundSerial().isOk()
                ? Outcome.ok(content)
                : Outcome.refused(
                        RefusalCode.BAD_INPUT,
                        "The old certificate has the serial number "
                                + leaf(content).content().serialText()
                                + ", which no CA may give, so no server knows it; leave --renew out to enrol with a mailed code.");
    }

    private static Certificate leaf(Pkcs12File content) {
        return content.chain().get(0);
    }

    /** Runs from wherever the last run stopped. The passphrase, of the new file, stays the caller's. */
    public Ending run(Plan plan, Passphrase passphrase) {
        return signing(plan.old()).fold(signing -> run(plan, signing, passphrase), Ending.Refused::new);
    }

    private Ending run(Plan plan, Pkcs12File signing, Passphrase passphrase) {
        Certificate old = leaf(signing);
        boolean pair = plan.pair()
                || !old.encrypts()
                        && plan.old().stream()
                                .anyMatch(content -> leaf(content).encrypts()
                                        && !leaf(content).signs());
        List<EmailAddress> addresses = old.content().addresses();
        Wish wish = new Wish(
                addresses,
                PersonName.ofDisplay(addresses.get(0).local()),
                "en",
                plan.keyType(),
                plan.file(),
                plan.flavour(),
                pair);
        return pending(old, wish).fold(pending -> follow(pending, signing, wish, passphrase), Ending.Refused::new);
    }

    private Outcome<PendingEnrollment> pending(Certificate old, Wish wish) {
        PendingEnrollment fresh = new PendingEnrollment(
                client.server().toString(),
                wish.addressList(),
                PENDING,
                old.content().serial().hex(),
                null,
                null);
        return PendingEnrollment.read(PendingEnrollment.beside(wish.file()))
                .then(found -> found.map(known -> fitting(known, fresh, wish))
                        .orElseGet(() -> TerminalEnrollment.obstacle(wish)
                                .map(Outcome::<PendingEnrollment>refused)
                                .orElse(Outcome.ok(fresh))));
    }

    private static Outcome<PendingEnrollment> fitting(PendingEnrollment known, PendingEnrollment fresh, Wish wish) {
        boolean same = known.server().equals(fresh.server())
                && known.id().equals(fresh.id())
                && known.claim().equals(fresh.claim())
                && known.keys().size() == (wish.pair() ? 2 : 1);
        return same
                ? Outcome.ok(known)
                : Outcome.refused(
                        RefusalCode.WRONG_STATE,
                        PendingEnrollment.beside(wish.file())
                                + " belongs to something else that is unfinished; finish that, name another file, or"
                                + " move it away.");
    }

    private Ending follow(PendingEnrollment pending, Pkcs12File signing, Wish wish, Passphrase passphrase) {
        if (Files.exists(wish.file())) {
            Optional<List<Certificate>> written =
                    CertifiedKeyFile.certificates(wish.file(), pending.keys(), passphrase);
            if (written.isPresent()) {
                return TerminalEnrollment.done(wish, written.get());
            }
        }
        Optional<Path> taken =
                CertifiedKeyFile.inTheWay(CertifiedKeyFile.files(wish.file(), wish.pair()), pending.keys(), passphrase);
        return taken.isPresent()
                ? new Ending.Refused(TerminalEnrollment.inTheWay(taken.get()))
                : keyFile.keys(pending, wish.pair(), wish, passphrase)
                        .fold(
                                keys -> certify(keys, !pending.keys().isEmpty(), signing, wish, passphrase),
                                Ending.Refused::new);
    }

    private Ending certify(
            List<SoftwareKey> keys, boolean sentBefore, Pkcs12File signing, Wish wish, Passphrase passphrase) {
        try {
            return keyFile.write(keys, requests -> renewed(requests, signing), wish, passphrase)
                    .fold(
                            certificates -> TerminalEnrollment.done(wish, certificates),
                            refusal -> refused(refusal, sentBefore, wish));
        } finally {
            keys.forEach(SoftwareKey::close);
        }
    }

    private Outcome<List<CertificateBundle>> renewed(String requests, Pkcs12File signing) {
        RenewalProof proof = new RenewalProof(
                leaf(signing).content().serial(),
                clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(),
                requests);
        byte[] signature = signing.key()
                .sign(
                        SignatureScheme.forKey(signing.key().publicKey()),
                        proof.text(client.server().toString()));
        return client.renew(new RenewalView(
                proof.certificate().hex(),
                requests,
                proof.time(),
                Base64.getEncoder().encodeToString(signature)));
    }

    /**
     * What is refused for good leaves nothing behind: the key was not certified. But a key of an earlier run may have been: its
     * sending may still be under way, and a conflict is with that.
     */
    private static Ending refused(Refusal refusal, boolean sentBefore, Wish wish) {
        RefusalCode.Kind kind = refusal.code().kind();
        if (kind == RefusalCode.Kind.CONFLICT && sentBefore) {
            return new Ending.Refused(new Refusal(
                    refusal.code(),
                    refusal.detail() + " The key that was sent before is kept: give the same command again, or, to make"
                            + " another, move " + PendingEnrollment.beside(wish.file()) + " away."));
        }
        if (kind != RefusalCode.Kind.TOO_MANY && kind != RefusalCode.Kind.UNAVAILABLE) {
            TerminalEnrollment.forget(wish);
        }
        return new Ending.Refused(refusal);
    }
}
