package org.signet.cli;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.signet.crypto.smime.composing.Signers;
import org.signet.crypto.smime.receipt.ReceiptRequest;
import org.signet.crypto.smime.writing.Signing.ExtraAttribute;
import org.signet.model.EmailAddress;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;
import picocli.CommandLine.Option;

/** Whether the readers of a message are asked for signed receipts. */
final class ReceiptRequestOptions {
    @Option(
            names = "--request-receipt",
            description =
                    "Ask for a signed receipt (RFC 2634); keep what you send, since receipts are checked against it.")
    private boolean wanted;

    @Option(
            names = "--receipts-from",
            paramLabel = "ADDRESS",
            split = ",",
            description = "Ask only these; everybody who gets it without this.")
    private List<String> from = List.of();

    @Option(
            names = "--receipts-to",
            paramLabel = "ADDRESS",
            description = "Where receipts go; to the address of your certificate without this.")
    private String to;

    boolean given() {
        return wanted || !from.isEmpty() || to != null;
    }

    /** The attribute that asks, if one is to. */
    List<ExtraAttribute> attributes(Signers signers, Instant now, SecureRandom random) {
        if (!given()) {
            return List.of();
        }
        EmailAddress sender = signers.certificate().content().allAddresses().stream()
                .findFirst()
                .orElseThrow(() -> new RefusedException(
                        RefusalCode.BAD_INPUT,
                        "Your certificate names no address to which receipts could go; name one with --receipts-to."));
        EmailAddress target = to == null ? sender : EmailAddress.parse(to).orThrow();
        List<EmailAddress> asked =
                from.stream().map(text -> EmailAddress.parse(text).orThrow()).toList();
        return List.of(ReceiptRequest.create(sender, asked, List.of(target), now, random)
                .attribute());
    }
}
