package org.signet.crypto.smime.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.signet.crypto.smime.mime.Mailbox;
import org.signet.crypto.smime.report.Layer;
import org.signet.crypto.smime.report.SenderReport;
import org.signet.crypto.smime.report.SenderReport.Result;
import org.signet.crypto.smime.report.SignerReport;
import org.signet.crypto.smime.report.Warning;
import org.signet.crypto.x509.Certificate;
import org.signet.model.EmailAddress;

/** Compares the sender that a message names with the addresses of its signers' certificates (RFC 8550 §3). */
final class Senders {
    private static final Pattern BETWEEN = Pattern.compile("[\\s<>\"'(),;:\\[\\]]+");

    private final Headers headers;
    private final Consumer<Warning> notes;

    Senders(Headers headers, Consumer<Warning> notes) {
        this.headers = headers;
        this.notes = notes;
    }

    /** The same layers, each signature with what the comparison came to. */
    List<Layer> of(List<Layer> layers) {
        if (headers.from().size() > 1) {
            notes.accept(new Warning("several-from", "The message names several senders in From."));
        }
        Set<String> named = keys(headers.from());
        headers.fromTexts().stream()
                .filter(text -> namesAnother(text, named))
                .findFirst()
                .ifPresent(text -> notes.accept(new Warning(
                        "name-with-address",
                        "The sender's name looks like another address than the one that it comes from: " + text + ".",
                        text)));
        List<Layer> all = new ArrayList<>();
        for (Layer layer : layers) {
            all.add(layer instanceof Layer.Signed signed ? of(signed) : layer);
        }
        return all;
    }

    /** {@code "boss@example.com (Boss)" <mallory@example.net>}, {@code boss@example.com: mallory@example.net;}. */
    private static boolean namesAnother(String text, Set<String> named) {
        return BETWEEN.splitAsStream(text)
                .filter(word -> word.indexOf('@') > 0)
                .anyMatch(word -> EmailAddress.parse(word)
                        .fold(address -> !named.contains(address.searchKey()), refusal -> false));
    }

    private Layer of(Layer.Signed layer) {
        return new Layer.Signed(
                layer.form(),
                layer.signers().stream()
                        .map(signer -> new SignerReport(
                                signer.check(),
                                signer.chain(),
                                signer.check().certificate().map(this::of).orElse(SenderReport.NOT_ASKED)))
                        .toList(),
                layer.covers(),
                layer.lineEnds(),
                layer.certificates(),
                layer.crls());
    }

    private SenderReport of(Certificate certificate) {
        List<EmailAddress> named = certificate.content().allAddresses();
        List<String> from = said();
        if (from.isEmpty()) {
            return new SenderReport(Result.NOT_ASKED, from, named);
        }
        if (named.isEmpty()) {
            return new SenderReport(Result.NO_ADDRESS, from, named);
        }
        return new SenderReport(compared(EmailAddress.searchKeys(named)), from, named);
    }

    /** Whom it says to come from; without a From whom Sender names, since mail programs show that then. */
    private List<String> said() {
        List<Mailbox> all = headers.fromTexts().isEmpty() ? headers.sender() : headers.from();
        return all.isEmpty()
                ? headers.fromTexts().stream().map(Senders::visible).toList()
                : all.stream()
                        .map(mailbox -> mailbox.address().isEmpty() ? mailbox.toString() : mailbox.address())
                        .toList();
    }

    private static String visible(String text) {
        return text.isBlank() ? "\"\"" : text;
    }

    /** Of several in From one is not enough: a mail program may show another (RFC 5322 §3.6.2 wants a Sender then). */
    private Result compared(Set<String> keys) {
        if (headers.fromTexts().isEmpty()) {
            return areAmong(headers.sender(), keys) ? Result.MATCH : Result.MISMATCH;
        }
        if (areAmong(headers.from(), keys)) {
            return areAmong(headers.outerFrom(), keys) ? Result.MATCH : Result.MISMATCH;
        }
        return headers.sameFrom() && areAmong(headers.sender(), keys) ? Result.MATCH_OF_SENDER : Result.MISMATCH;
    }

    private static boolean areAmong(List<Mailbox> mailboxes, Set<String> keys) {
        return !mailboxes.isEmpty()
                && mailboxes.stream()
                        .allMatch(mailbox -> mailbox.email()
                                .filter(email -> keys.contains(email.searchKey()))
                                .isPresent());
    }

    private static Set<String> keys(List<Mailbox> mailboxes) {
        return EmailAddress.searchKeys(
                mailboxes.stream().flatMap(mailbox -> mailbox.email().stream()).toList());
    }
}
