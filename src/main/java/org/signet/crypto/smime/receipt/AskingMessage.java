package org.signet.crypto.smime.receipt;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.signet.crypto.smime.cms.SignedAttributes;
import org.signet.crypto.smime.cms.SignerInfo;
import org.signet.crypto.smime.mime.Entity;
import org.signet.crypto.smime.mime.HeaderField;
import org.signet.crypto.smime.reading.Opened;
import org.signet.crypto.smime.report.Layer;
import org.signet.crypto.smime.report.SignerReport;
import org.signet.crypto.smime.report.Warning;
import org.signet.crypto.smime.writing.Signing;
import org.signet.model.Bytes;
import org.signet.model.EmailAddress;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;
import org.signet.model.SizedOctets;
import org.signet.model.StoredOctets;

/**
 * A signed message that may ask for receipts: whether one is due, the one that is sent, and whether one that came is right.
 *
 * @param signature the one that may ask: of the innermost one that holds
 */
public record AskingMessage(Opened opened, SignerInfo signature) {
    private static final int MAX_RECEIPT = 1 << 20;

    /** Refused if it is not signed, or could not be opened. */
    public static Outcome<AskingMessage> of(Opened opened) {
        return opened.report()
                .speaker()
                .map(signer ->
                        Outcome.ok(new AskingMessage(opened, signer.check().info())))
                .orElseGet(() -> Outcome.refused(
                        RefusalCode.WRONG_STATE,
                        "The message is not signed, or it could not be opened: nobody can ask for a receipt."));
    }

    /** What it asks for, if it asks. */
    public Optional<ReceiptRequest> request() {
        return signature.attributes().flatMap(ReceiptRequest::of);
    }

    /** Why a reader with these addresses owes it no receipt, a sentence (RFC 2634 §2.3); nothing if one is due. */
    public Optional<String> objectionTo(ReceiptRequest request, List<EmailAddress> own) {
        if (!request.wants(own)) {
            return Optional.of("The message asks others for a receipt, not you.");
        }
        if (request.firstTier() && cameByList()) {
            return Optional.of("The message asks only those who get it without a mailing list.");
        }
        return request.to().isEmpty()
                ? Optional.of("The message does not say where a receipt goes, so that none is wanted.")
                : Optional.empty();
    }

    private boolean cameByList() {
        return opened.report().layers().stream()
                .filter(Layer.Signed.class::isInstance)
                .flatMap(layer -> ((Layer.Signed) layer).signers().stream())
                .flatMap(signer -> signer.check().info().attributes().stream())
                .anyMatch(SignedAttributes::hasMailingList);
    }

    /** The receipt, signed: a SignedData in DER; the message must ask for one. */
    public SizedOctets receipt(Signing signing) throws IOException {
        return Receipt.asked(signature).orElseThrow().signed(signature, signing);
    }

    /**
     * The header of the message that brings the receipt to whoever wants it; the message must ask for one.
     *
     * @param message this one, as it came
     * @param own addresses of who confirms
     */
    public List<HeaderField> header(StoredOctets message, List<EmailAddress> own, Instant now) throws IOException {
        String to = request().orElseThrow().to().stream().map(Object::toString).collect(Collectors.joining(", "));
        List<HeaderField> header = new ArrayList<>();
        header.add(HeaderField.of("From", own.isEmpty() ? to : own.get(0).toString()));
        header.add(HeaderField.of("To", to));
        header.add(HeaderField.of("Subject", "Signed receipt"));
        header.add(HeaderField.of(
                "Date",
                DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss xx", Locale.ROOT)
                        .withZone(ZoneOffset.UTC)
                        .format(now)));
        Entity.parse(message)
                .orThrow()
                .header()
                .first("Message-ID")
                .ifPresent(id -> header.add(HeaderField.of("In-Reply-To", id.value())));
        return header;
    }

    /** What is wrong with a receipt that came, a sentence; nothing if it is one for this message. */
    public Optional<String> objection(Opened receipt) throws IOException {
        Optional<Layer.Signed> layer = receipt.report().signature();
        if (layer.isEmpty() || !layer.get().isReceipt()) {
            return Optional.of("This is no receipt.");
        }
        if (!receipt.report().isGood()) {
            return Optional.of("Its own signature is not good: "
                    + receipt.report().warnings().stream()
                            .map(Warning::text)
                            .findFirst()
                            .orElse("see `signet verify`."));
        }
        SignerReport signer = receipt.report().speaker().orElseThrow();
        Bytes der = Bytes.of(receipt.payload().octets().head(MAX_RECEIPT));
        return Receipt.parse(der)
                .fold(one -> one.objection(signer.check().info(), signature), refusal -> Optional.of(refusal.detail()));
    }
}
