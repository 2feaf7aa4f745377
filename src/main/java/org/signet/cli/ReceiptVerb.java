package org.signet.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.signet.app.Signet;
import org.signet.ca.messaging.Recipients;
import org.signet.crypto.keys.Pkcs12File;
import org.signet.crypto.policy.KeyTransport;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.smime.composing.Composer;
import org.signet.crypto.smime.composing.Signers;
import org.signet.crypto.smime.composing.Wrapping;
import org.signet.crypto.smime.mime.writing.WrittenEntity;
import org.signet.crypto.smime.reading.Identity;
import org.signet.crypto.smime.reading.MessageReader;
import org.signet.crypto.smime.reading.Opened;
import org.signet.crypto.smime.receipt.AskingMessage;
import org.signet.crypto.smime.receipt.ReceiptRequest;
import org.signet.crypto.smime.report.Layer;
import org.signet.crypto.x509.Certificate;
import org.signet.model.EmailAddress;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;
import org.signet.model.StoredOctets;
import org.signet.model.Unavailable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Signed receipts: made for a message that asks for one, or checked against what was sent. */
@Command(
        name = "receipt",
        description = {
            "Make the signed receipt that a message asks for, or check.",
            "A receipt tells its sender that you have the message and that its signature holds; you are asked before it is made.",
            "With --original, the receipts FILE are checked against the message as it was sent."
        },
        footer = {
            "Ends with 0 if the receipt was made, or all that were given are right; with 1 if the message asks for none, its",
            "signature does not hold, or a receipt is wrong; with 2 if something cannot be read."
        },
        mixinStandardHelpOptions = true)
final class ReceiptVerb implements Callable<Integer> {
    @Mixin
    private final MessageInput input = new MessageInput();

    @Mixin
    private SigningOptions signing;

    @Mixin
    private TrustOptions trust;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write the receipt to this file; to standard output without it.")
    private Path out;

    @Option(names = "--yes", description = "Make the receipt without being asked.")
    private boolean yes;

    @Option(names = "--original", paramLabel = "FILE", description = "The message as it was sent.")
    private Path original;

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "Receipts that came.")
    private List<Path> receipts = List.of();

    @Spec
    private CommandSpec spec;

    private final Instant now = Signet.systemClock().instant();

    @Override
    public Integer call() {
        if (original == null && !receipts.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "Name the message as it was sent: --original FILE.");
        }
        try (input) {
            return original == null ? make() : check();
        } catch (IOException e) {
            throw new Unavailable("cannot read the input: " + e.getMessage(), e);
        }
    }

    private int make() throws IOException {
        if (!signing.given()) {
            throw new ParameterException(spec.commandLine(), "Give the file with your key: --p12 FILE.");
        }
        Output.check(out);
        StoredOctets message = input.octets();
        List<Pkcs12File> files = signing.files();
        Opened opened = open(message, files);
        AskingMessage asking = AskingMessage.of(opened).orThrow();
        ReceiptRequest request = asking.request().orElseThrow(() -> no("The message does not ask for a receipt."));
        if (!opened.report().isGood()) {
            new ReportText(opened.report(), System.err::println).print();
            throw no("No receipt was made: it would say that the signature holds, and the verdicts are not good.");
        }
        Signers signers = signing.of(files, now);
        List<EmailAddress> own = signers.certificate().content().allAddresses();
        asking.objectionTo(request, own).ifPresent(why -> {
            throw no(why);
        });
        String where =
                String.join(", ", request.to().stream().map(Object::toString).toList());
        if (!yes) {
            Dialogue.confirm("The receipt tells " + where + " that you have the message, and when.", "Make it?");
        }
        Optional<Wrapping.Encrypting> encryption = encryption(opened, request, signers);
        WrittenEntity receipt = new Composer(Providers.newRandom(), now)
                .receipt(asking.receipt(signers.at(now)), signers, encryption)
                .within(asking.header(message, own, now));
        Output.write(out, receipt::writeTo);
        return Main.DONE;
    }

    /** What was encrypted is confirmed in the same way, if it is known how to encrypt to whoever gets the receipt. */
    private static Optional<Wrapping.Encrypting> encryption(Opened opened, ReceiptRequest request, Signers signers) {
        if (opened.report().layers().stream().noneMatch(Layer.Encrypted.class::isInstance)) {
            return Optional.empty();
        }
        List<Certificate> to =
                opened.senders().stream().filter(Certificate::encrypts).toList();
        Set<String> known = new HashSet<>();
        to.forEach(each -> known.addAll(EmailAddress.searchKeys(each.content().addresses())));
        if (!known.containsAll(EmailAddress.searchKeys(request.to()))) {
            System.err.println("The receipt is signed and not encrypted: "
                    + "no certificate came along to encrypt to everybody who gets it.");
            return Optional.empty();
        }
        List<Certificate> all = signers.with(to);
        return Optional.of(new Wrapping.Encrypting(Recipients.cipher(all), KeyTransport.PKCS1, all));
    }

    private static RefusedException no(String why) {
        return new RefusedException(RefusalCode.WRONG_STATE, why);
    }

    private Opened open(StoredOctets message, List<Pkcs12File> files) {
        return trust.use(base -> {
            MessageReader reader = new MessageReader(base, Identity.all(files), Providers.newRandom());
            return (MessageReader.isMessage(message) ? reader.message(message) : reader.file(message, Optional.empty()))
                    .orThrow();
        });
    }

    private int check() throws IOException {
        List<Pkcs12File> files = signing.given() ? signing.files() : List.of();
        StoredOctets sent = MessageInput.octets(original);
        AskingMessage asking = AskingMessage.of(open(sent, files)).orThrow();
        Set<String> confirmed = new HashSet<>();
        boolean right = true;
        for (Path file : receipts) {
            Opened receipt = open(MessageInput.octets(file), files);
            Optional<String> objection = receipt.reached()
                    ? asking.objection(receipt)
                    : Optional.of("It could not be opened: give the key that it is encrypted to, with --p12.");
            right &= objection.isEmpty();
            List<EmailAddress> by = objection.isEmpty() ? addresses(receipt) : List.of();
            confirmed.addAll(EmailAddress.searchKeys(by));
            System.out.println(file + ": " + objection.orElse("right") + (by.isEmpty() ? "" : ", of " + by.get(0)));
        }
        waiting(sent, asking, confirmed);
        return right ? Main.DONE : Main.NO;
    }

    private static List<EmailAddress> addresses(Opened receipt) {
        return receipt.report().speaker().stream()
                .flatMap(signer -> signer.check().certificate().stream())
                .flatMap(certificate -> certificate.content().allAddresses().stream())
                .toList();
    }

    /** Who was asked and has not confirmed. */
    private static void waiting(StoredOctets sent, AskingMessage asking, Set<String> confirmed) {
        Optional<ReceiptRequest> request = asking.request();
        if (MessageReader.isMessage(sent)) {
            Addressees.of(sent).orElse(Addressees.NONE).open().stream()
                    .filter(address -> !confirmed.contains(address.searchKey()))
                    .filter(address ->
                            request.filter(one -> one.wants(List.of(address))).isPresent())
                    .forEach(address -> System.out.println("no receipt yet: " + address));
        }
    }
}
