package org.signet.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.signet.app.Signet;
import org.signet.ca.enrollment.EnrollmentState;
import org.signet.crypto.keys.Passphrase;
import org.signet.crypto.keys.Pkcs12File;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.policy.Providers;
import org.signet.edge.client.Ending;
import org.signet.edge.client.KeyMadeBefore;
import org.signet.edge.client.SignetClient;
import org.signet.edge.client.TerminalEnrollment;
import org.signet.edge.client.TerminalRenewal;
import org.signet.model.BaseUrl;
import org.signet.model.EmailAddress;
import org.signet.model.Outcome;
import org.signet.model.PersonName;
import org.signet.model.Refusal;
import org.signet.model.RefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A person's own enrolment: the key is made here and stays here. */
@Command(
        name = "enroll",
        description = {
            "Get a certificate from a server.",
            "Type the code that it mails, and the key is made here and written to a .p12.",
            "Without a name the address stands for it; where certificates name persons, give --given-name and --surname, or --pseudonym.",
            "With --renew the key of an older certificate, which must still be valid, stands for the code and the approval.",
            "If an approval is needed that takes longer, give the same command again later; it goes on where it stopped."
        },
        mixinStandardHelpOptions = true)
final class Enroll implements Callable<Integer>, TerminalEnrollment.Questions {
    @Mixin
    private PassphraseOption passphrase;

    @Option(
            names = "--server",
            required = true,
            paramLabel = "URL",
            description = "For example https://ca.example.com.")
    private String server;

    @Option(
            names = "--email",
            paramLabel = "ADDRESS",
            description =
                    "Your company address; given again, another one that the same certificate shall name (5 at most). With --renew those of the old certificate.")
    private List<String> emails = List.of();

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE.p12",
            description = "Where the key and its certificates go.")
    private Path file;

    @Mixin
    private RenewOptions renew;

    @Mixin
    private NameOptions names;

    @Option(
            names = "--key",
            paramLabel = "TYPE",
            defaultValue = "rsa-3072",
            description = "rsa-3072 (default), rsa-4096, ec-p256 or ec-p384.")
    private KeyType key;

    @Option(
            names = "--pair",
            description =
                    "Two keys, one to sign and one to encrypt to, in FILE.p12; each alone also in FILE-sign.p12 and FILE-encrypt.p12. Some companies have it so without asking.")
    private boolean pair;

    @Option(
            names = "--flavour",
            paramLabel = "modern|compatibility",
            defaultValue = "modern",
            description = "compatibility for macOS, old Windows and gpgsm 2.2; modern by default.")
    private Pkcs12File.Flavour flavour;

    @Mixin
    private CodeOption codes;

    @Option(
            names = "--wait",
            paramLabel = "MINUTES",
            defaultValue = "10",
            description = "How long to wait for an approval; ${DEFAULT-VALUE} by default, 0 to look once.")
    private int minutes;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (minutes < 0) {
            throw new ParameterException(spec.commandLine(), "--wait is a number of minutes, 0 to look once.");
        }
        if (emails.isEmpty() && !renew.wanted()) {
            throw new ParameterException(spec.commandLine(), "Give your company address: --email ADDRESS.");
        }
        SignetClient client = new SignetClient(BaseUrl.server(server).orThrow());
        try (Passphrase chosen = passphrase().orThrow()) {
            Ending ending = renew.wanted() ? renewed(client, chosen) : enrolled(client, chosen);
            return ending.fold(this::done, this::waiting, refused -> {
                throw new RefusedException(refused.refusal());
            });
        }
    }

    /** Chosen now, or by an earlier run that made the key already; then it must be that one, or nothing is asked of the server. */
    private Outcome<Passphrase> passphrase() {
        return KeyMadeBefore.beside(file)
                .then(made -> passphrase.ask(
                        "Passphrase for " + file + ": ",
                        given -> made.map(key -> key.unfit(given)).orElseGet(given::unfitForContainer),
                        made.isEmpty()));
    }

    private Ending renewed(SignetClient client, Passphrase chosen) {
        List<Pkcs12File> old = renew.open(chosen, addresses()).orThrow();
        try {
            return new TerminalRenewal(client, Signet.systemClock(), Providers.newRandom())
                    .run(new TerminalRenewal.Plan(old, key, file, flavour, pair), chosen);
        } finally {
            old.forEach(content -> content.key().close());
        }
    }

    private Ending enrolled(SignetClient client, Passphrase chosen) {
        TerminalEnrollment.Patience patience = new TerminalEnrollment.Patience(
                Duration.ofMinutes(minutes), Duration.ofSeconds(5), time -> Thread.sleep(time.toMillis()));
        return new TerminalEnrollment(client, this, patience, Providers.newRandom()).run(wish(), chosen);
    }

    private List<EmailAddress> addresses() {
        return emails.stream().map(email -> EmailAddress.parse(email).orThrow()).toList();
    }

    private TerminalEnrollment.Wish wish() {
        List<EmailAddress> addresses = addresses();
        return new TerminalEnrollment.Wish(
                addresses,
                names.parsed()
                        .orElseGet(
                                () -> PersonName.parse(addresses.get(0).local()).orThrow()),
                Locale.getDefault().getLanguage().matches("[a-z]{2}")
                        ? Locale.getDefault().getLanguage()
                        : "en",
                key,
                file,
                flavour,
                pair);
    }

    private int done(Ending.Done done) {
        Path file = done.files().get(0);
        boolean pair = done.certificates().size() > 1;
        for (int i = 0; i < done.certificates().size(); i++) {
            var content = done.certificates().get(i).content();
            String key = !pair ? "your key" : i == 0 ? "your key to sign" : "your key to encrypt to";
            System.out.println(file + " holds " + key + " and its certificate " + content.serialText()
                    + ", valid until " + Moment.text(content.validity().notAfter()) + ".");
        }
        if (pair) {
            System.out.println("Programs that take one key a file: "
                    + done.files().get(1) + " to sign, " + done.files().get(2) + " to read what is encrypted for you.");
        }
        System.out.println("Keep the file and its passphrase: nobody else can recover them.");
        renew.file()
                .ifPresent(old -> System.out.println("Keep " + old
                        + " too, and the old certificate in your mail program: mail that was encrypted to it opens with"
                        + " the old key only."));
        return Main.DONE;
    }

    private int waiting(Ending.Waiting waiting) {
        String open = waiting.state() == EnrollmentState.PROVEN
                ? "Nobody has approved the request yet. Give the same command again later; "
                : emails.size() <= 1
                        ? "The mailbox is not proven yet. Give the same command again with the mailed code; "
                        : "The mailboxes are not proven yet. Give the same command again with the mailed codes; ";
        System.err.println(open + waiting.pending() + " remembers where it stopped.");
        return Main.NO;
    }

    @Override
    public Optional<String> code(EmailAddress mailedTo, Optional<Refusal> why) {
        return codes.next(mailedTo, EmailAddress.distinct(addresses()), why);
    }

    @Override
    public void waiting(Duration atMost) {
        System.err.println((emails.size() <= 1 ? "The mailbox is proven" : "The mailboxes are proven")
                + "; waiting for an approval, for " + atMost.toMinutes() + " minutes at most.");
    }
}
