package org.signet.crypto.smime.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
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
        headers.from().stream()
                .filter(Senders::namesAnother)
                .findFirst()
                .ifPresent(mailbox -> notes.accept(new Warning(
                        "name-with-address",
                        "The sender's name looks like another address than the one that it comes from: " + mailbox
                                + ".")));
        List<Layer> all = new ArrayList<>();
        for (Layer layer : layers) {
            all.add(layer instanceof Layer.Signed signed ? of(signed) : layer);
        }
        return all;
    }

    /** {@code "boss@example.com" <mallory@example.net>}. */
    private static boolean namesAnother(Mailbox mailbox) {
        return mailbox.name().indexOf('@') >= 0
                && EmailAddress.parse(mailbox.name().replaceAll("[<>\"']", ""))
                        .fold(
                                named -> mailbox.email()
                                        .filter(real -> real.searchKey().equals(named.searchKey()))
                                        .isEmpty(),
                                refusal -> false);
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
        List<String> from = texts(headers.from());
        if (from.isEmpty()) {
            return new SenderReport(Result.NOT_ASKED, from, named);
        }
        if (named.isEmpty()) {
            return new SenderReport(Result.NO_ADDRESS, from, named);
        }
        Set<String> keys = EmailAddress.searchKeys(named);
        if (!headers.from().isEmpty() && headers.from().stream().anyMatch(mailbox -> isAmong(mailbox, keys))) {
            return new SenderReport(
                    headers.outerFrom().stream().allMatch(mailbox -> !isAmong(mailbox, keys))
                            ? Result.MISMATCH
                            : Result.MATCH,
                    from,
                    named);
        }
        return headers.sender().stream().anyMatch(mailbox -> isAmong(mailbox, keys))
                ? new SenderReport(Result.MATCH_OF_SENDER, from, named)
                : new SenderReport(Result.MISMATCH, from, named);
    }

    private static boolean isAmong(Mailbox mailbox, Set<String> keys) {
        return mailbox.email().filter(email -> keys.contains(email.searchKey())).isPresent();
    }

    private static List<String> texts(List<Mailbox> mailboxes) {
        return mailboxes.stream().map(Mailbox::address).toList();
    }
}
