package org.signet.crypto.smime.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.signet.crypto.policy.DigestAlgorithm;
import org.signet.crypto.policy.KeyPolicy;
import org.signet.crypto.policy.MessageSignature;
import org.signet.crypto.policy.Standing;
import org.signet.crypto.smime.cms.SignatureCheck;
import org.signet.crypto.smime.cms.SignatureCheck.Result;
import org.signet.crypto.smime.cms.SignedAttributes;

/** What the layers of a message warn of. */
final class LayerWarnings {
    private final SecurityReport report;
    private final List<Warning> warnings = new ArrayList<>();

    LayerWarnings(SecurityReport report) {
        this.report = report;
    }

    List<Warning> all() {
        for (Layer layer : report.layers()) {
            if (layer instanceof Layer.Signed signed) {
                signed.signers().forEach(signer -> signer(signed, signer));
            } else if (layer instanceof Layer.Encrypted encrypted) {
                encrypted(encrypted);
            } else if (layer instanceof Layer.Unreadable unreadable) {
                add(
                        "unreadable",
                        "A part that should be " + unreadable.form() + " cannot be read: " + unreadable.why(),
                        unreadable.form(),
                        unreadable.why());
            }
        }
        if (report.isSignedAroundCiphertext()) {
            add(
                    "signature-around-ciphertext",
                    "Somebody signed the message after it was encrypted; who wrote what is inside is not known.");
        }
        sender();
        return warnings;
    }

    private void add(String code, String text, String... facts) {
        warnings.add(new Warning(code, text, facts));
    }

    private void encrypted(Layer.Encrypted layer) {
        boolean covered = report.signature().isPresent() && report.verdicts().integrity() == Verdict.GOOD;
        if (layer.opening() == Layer.Opening.BROKEN) {
            add(
                    "does-not-decrypt",
                    "It does not decrypt: the key is another's, or the content was changed on its way. Nothing of it is shown.");
        } else if (layer.opening() == Layer.Opening.NO_KEY) {
            add("no-key", "It is encrypted to others: none of the keys that were given opens it.");
        } else if (!layer.isAuthenticated() && !covered) {
            add(
                    "integrity-not-protected",
                    "It is encrypted without a tag and without a signature inside, so somebody could have changed it unnoticed.");
        }
        if (layer.cipher().standing() != Standing.SOUND) {
            add(
                    "weak-cipher",
                    layer.cipher().text()
                            + (layer.cipher().standing() == Standing.WORTHLESS
                                    ? " can be broken by anybody: it is as if it were not encrypted."
                                    : " is an old cipher that should not be used any more."),
                    layer.cipher().text());
        }
        layer.opened()
                .filter(certificate -> KeyPolicy.standing(certificate.content().publicKey()) != Standing.SOUND)
                .ifPresent(weak -> add("weak-key", "It is encrypted to a key that is too short today."));
    }

    private void signer(Layer.Signed layer, SignerReport signer) {
        SignatureCheck check = signer.check();
        check.problems().forEach(problem -> add(problem.code(), problem.text()));
        if (check.certificate().isEmpty()) {
            add(
                    "certificate-missing",
                    "The certificate of a signer is not there, so that the signature cannot be checked.");
        } else if (check.signature() == Result.UNKNOWN) {
            add(
                    "unknown-algorithm",
                    "A signature cannot be checked: its algorithm is not known here, or its key lacks its parameters.");
        }
        if (check.digest() == Result.BAD) {
            add("content-changed", "The content is not what was signed: somebody changed it.");
        } else if (check.signature() == Result.BAD) {
            add("signature-wrong", "A signature was not made with the key of the certificate that it names.");
        }
        if (check.signingCertificate() == Result.BAD) {
            add("another-certificate", "The signature names another certificate than the one that came with it.");
        }
        if (check.algorithmProtection() == Result.BAD) {
            add("algorithms-changed", "The algorithms of the signature are not those that were signed.");
        }
        standing(check);
        attributes(check.info().attributes());
        if (check.holds()) {
            chain(signer);
        }
        if (layer.lineEnds()) {
            add(
                    "line-ends",
                    "The signature fits after line ends were made those of mail; a program changed them on the way.");
        }
    }

    private void attributes(Optional<SignedAttributes> attributes) {
        if (attributes.isEmpty()) {
            add("legacy-signature", "The signature has no signed attributes, as those of very old programs.");
        } else if (attributes.get().hasSecurityLabel()) {
            add(
                    "security-label",
                    "The sender put a security label on it, by rules that are not known here: ask before you pass it on.");
        }
    }

    private void standing(SignatureCheck check) {
        if (check.standing() == Standing.WEAK) {
            add(
                    "weak-signature",
                    name(check) + " is weak today: whoever has the means can forge it.",
                    algorithm(check));
        } else if (check.standing() == Standing.WORTHLESS) {
            add(
                    "worthless-signature",
                    name(check) + " can be forged by anybody: it is as if it were not signed.",
                    algorithm(check));
        }
    }

    private static String name(SignatureCheck check) {
        return check.algorithm()
                .map(algorithm -> "A signature by " + algorithm.name())
                .orElse("A signature");
    }

    /** What is weak in it: the digest, where the signature's own algorithm is not known. */
    private static String algorithm(SignatureCheck check) {
        return check.algorithm()
                .map(MessageSignature::name)
                .or(() -> check.info().digest().map(DigestAlgorithm::text))
                .orElse("");
    }

    private void chain(SignerReport signer) {
        ChainReport chain = signer.chain();
        if (chain.now() == Verdict.BAD && chain.then() == Verdict.GOOD) {
            add(
                    "expired",
                    "The signer's certificate is not trusted any more, though it was when it says to have been signed. "
                            + chain.why(),
                    chain.why());
        } else if (chain.now() == Verdict.BAD) {
            add("not-trusted", "The signer's certificate is not trusted. " + chain.why(), chain.why());
        } else if (chain.now() == Verdict.UNKNOWN) {
            add("no-anchor", chain.why());
        }
        if (chain.freshness() == Verdict.BAD) {
            add("revoked", "The signer's certificate, or that of a CA above it, was revoked.");
        } else if (chain.now() == Verdict.GOOD && chain.freshness() == Verdict.UNKNOWN) {
            add("freshness-unknown", "Whether the signer's certificate was revoked is not known.");
        }
    }

    private void sender() {
        SenderReport sender = report.sender();
        switch (sender.result()) {
            case MISMATCH ->
                add(
                        "sender-mismatch",
                        "The message says to come from " + String.join(", ", sender.headers())
                                + ", but the certificate is for " + addresses(sender) + ".",
                        String.join(", ", sender.headers()),
                        addresses(sender));
            case MATCH_OF_SENDER ->
                add(
                        "sender-not-from",
                        "It was sent by " + addresses(sender) + " for somebody else, whom From names: "
                                + String.join(", ", sender.headers()) + ".",
                        addresses(sender),
                        String.join(", ", sender.headers()));
            case NO_ADDRESS ->
                add(
                        "certificate-without-address",
                        "The certificate names no address, so that the sender cannot be compared.");
            case MATCH, NOT_ASKED -> {
                // Nothing to say.
            }
        }
    }

    private static String addresses(SenderReport sender) {
        return String.join(
                ", ", sender.certificate().stream().map(Object::toString).toList());
    }
}
