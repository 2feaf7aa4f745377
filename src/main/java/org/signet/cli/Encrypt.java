package org.signet.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.signet.app.Signet;
import org.signet.ca.messaging.MessageEngine.Operation;
import org.signet.ca.messaging.Recipients;
import org.signet.ca.messaging.Recipients.Recipient;
import org.signet.crypto.policy.ContentCipher;
import org.signet.crypto.policy.KeyTransport;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.smime.composing.Composer;
import org.signet.crypto.smime.composing.HeaderPolicy;
import org.signet.crypto.smime.composing.Signers;
import org.signet.crypto.smime.composing.Wrapping;
import org.signet.crypto.x509.Certificate;
import org.signet.model.SizedOctets;
import org.signet.model.StoredOctets;
import org.signet.model.Unavailable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Encrypts a message or file, signed inside. */
@Command(
        name = "encrypt",
        description = {
            "Encrypt a message or file, signed inside with your key.",
            "Every recipient's certificate is found and checked before anything is written; you can read it again too."
        },
        footer = {
            "Ends with 0 if it was encrypted; with 1 if there is a recipient without a usable certificate: all are named, and",
            "nothing is written; with 2 if something cannot be read."
        },
        mixinStandardHelpOptions = true)
final class Encrypt implements Callable<Integer> {
    private static final Pattern COPY = Pattern.compile("(message|bcc-[0-9]+)\\.eml", Pattern.CASE_INSENSITIVE);

    @Mixin
    private final MessageInput input = new MessageInput();

    @Mixin
    private RecipientOptions recipients;

    @Mixin
    private SigningOptions signing;

    @Option(names = "--no-sign", description = "Do not sign; --p12 then only says who you are, to read it again.")
    private boolean unsigned;

    @Mixin
    private ProtectedOutput out;

    @Option(
            names = "--out-dir",
            paramLabel = "DIR",
            description =
                    "Write message.eml into this folder and, for each recipient in Bcc, a copy of its own, which nobody else can tell of.")
    private Path folder;

    @Option(
            names = "--cipher",
            paramLabel = "cbc|gcm",
            description =
                    "AES-256 in this mode. Without it GCM where every recipient's certificate says to read it, else CBC, which all read.")
    private Cipher cipher;

    @Option(names = "--oaep", description = "To RSA keys with OAEP instead of PKCS#1 v1.5; gpgsm 2.2 cannot read that.")
    private boolean oaep;

    @Option(
            names = "--headers",
            paramLabel = "off|none|baseline|shy",
            defaultValue = "none",
            description =
                    "How a message's header is protected (RFC 9788): not at all; copied inside, nothing hidden (the default); its subject hidden; names hidden too. What is hidden, Outlook and Thunderbird show as [...] in their lists.")
    private HeaderPolicy headers;

    @Mixin
    private ReceiptRequestOptions receipt;

    @Option(names = "--compress", description = "Make it smaller first; many programs cannot read that.")
    private boolean compress;

    @Option(names = "--triple", description = "Sign once more around the encryption (RFC 2634 triple wrapping).")
    private boolean triple;

    @Mixin
    private EngineOption engine;

    @Spec
    private CommandSpec spec;

    private final Instant now = Signet.systemClock().instant();

    enum Cipher {
        CBC,
        GCM
    }

    @Override
    public Integer call() {
        if (triple && (unsigned || !signing.given())) {
            throw wrongUse("--triple needs your key: --p12 FILE.");
        }
        if (folder != null) {
            Output.checkFolder(folder);
            if (input.file().filter(this::isACopy).isPresent()) {
                throw wrongUse("A copy would replace the message itself; name another folder with --out-dir.");
            }
        }
        out.check();
        try (input) {
            StoredOctets octets = input.octets();
            boolean mail = input.isMail(octets);
            if (folder != null && !mail) {
                throw wrongUse("--out-dir is for messages with Bcc.");
            }
            Addressees addressed =
                    mail && !recipients.given() ? Addressees.of(octets).orElseThrow(this::nobody) : Addressees.NONE;
            if (!mail && !recipients.given()) {
                throw wrongUse("Say to whom: --to ADDRESS, or --cert FILE.");
            }
            Optional<Signers> signers = signing.given() ? Optional.of(signing.open(now)) : Optional.empty();
            return recipients.use(finder -> encrypt(finder, addressed, octets, mail, signers));
        }
    }

    /** Whether what is written into the folder would replace it before all was read. */
    private boolean isACopy(Path file) {
        try {
            return COPY.matcher(file.getFileName().toString()).matches()
                    && Files.isSameFile(file.toAbsolutePath().getParent(), folder);
        } catch (IOException unreadable) {
            return false;
        }
    }

    private ParameterException nobody() {
        return wrongUse("The message names no recipient; say to whom: --to ADDRESS, or --cert FILE.");
    }

    private ParameterException wrongUse(String what) {
        return new ParameterException(spec.commandLine(), what);
    }

    private int encrypt(
            RecipientOptions.Finder finder,
            Addressees addressed,
            StoredOctets octets,
            boolean mail,
            Optional<Signers> signers) {
        List<Recipient> open = finder.find(addressed.open()).orThrow();
        List<List<Recipient>> hidden = new ArrayList<>();
        // All are found before anything is written.
        addressed.bcc().forEach(one -> hidden.add(finder.find(List.of(one)).orThrow()));
        if (!hidden.isEmpty() && folder == null) {
            throw wrongUse("The message has recipients in Bcc: name a folder for their copies with --out-dir DIR.");
        }
        List<Recipient> all = new ArrayList<>(open);
        hidden.forEach(all::addAll);
        if (engine.given()) {
            return byOther(octets, mail, certificates(all, signers));
        }
        warn(all, signers);
        Wrapping wrapping = wrapping(all, signers);
        Composer composer = new Composer(Providers.newRandom(), now);
        try {
            SizedOctets main = input.composed(composer, octets, mail, wrapping.to(certificates(open, signers)));
            if (folder == null) {
                out.write(main, mail);
                return Main.DONE;
            }
            Output.write(folder.resolve("message.eml"), main::writeTo);
            for (int i = 0; i < hidden.size(); i++) {
                Wrapping alone = wrapping.to(certificates(hidden.get(i), Optional.empty()));
                SizedOctets copy = input.composed(composer, octets, true, alone);
                Output.write(folder.resolve("bcc-" + (i + 1) + ".eml"), copy::writeTo);
                System.err.println(
                        "bcc-" + (i + 1) + ".eml is for " + addressed.bcc().get(i) + ".");
            }
            return Main.DONE;
        } catch (IOException e) {
            throw new Unavailable("cannot read the input: " + e.getMessage(), e);
        }
    }

    private int byOther(StoredOctets octets, boolean mail, List<Certificate> certificates) {
        return engine.with(
                Operation.ENCRYPT,
                mail,
                other -> other.encrypt(octets, EngineOption.form(mail), certificates),
                encrypted -> {
                    out.write(EngineOption.sized(encrypted), mail);
                    return Main.DONE;
                });
    }

    private void warn(List<Recipient> all, Optional<Signers> signers) {
        all.stream()
                .filter(recipient -> !recipient.fresh())
                .forEach(recipient -> System.err.println("Whether the certificate of "
                        + recipient
                                .address()
                                .map(Object::toString)
                                .orElse(recipient.certificate().toString())
                        + " was revoked is not known."));
        if (signers.isEmpty() || unsigned) {
            System.err.println(
                    "It is not signed: nobody can tell who wrote it. Give your key with --p12 FILE to sign it.");
        }
    }

    private Wrapping wrapping(List<Recipient> all, Optional<Signers> signers) {
        ContentCipher chosen = cipher == null
                ? Recipients.cipher(Recipients.certificates(all))
                : cipher == Cipher.GCM ? ContentCipher.AES_256_GCM : ContentCipher.AES_256_CBC;
        return new Wrapping(
                unsigned ? Optional.empty() : signers,
                false,
                unsigned || signers.isEmpty()
                        ? List.of()
                        : receipt.attributes(signers.get(), now, Providers.newRandom()),
                compress,
                Optional.of(new Wrapping.Encrypting(chosen, oaep ? KeyTransport.OAEP : KeyTransport.PKCS1, List.of())),
                triple,
                headers);
    }

    /** Also to the sender. */
    private static List<Certificate> certificates(List<Recipient> recipients, Optional<Signers> signers) {
        List<Certificate> all = Recipients.certificates(recipients);
        return signers.map(sender -> sender.with(all))
                .orElse(all.stream().distinct().toList());
    }
}
