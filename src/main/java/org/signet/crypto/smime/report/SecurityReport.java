package org.signet.crypto.smime.report;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is known of the protection of one message or file (RFC 8551, RFC 8550, RFC 9787). The verdicts follow from the layers.
 *
 * @param mail whether it is a message with a header, not a file
 * @param layers from the outside in, up to the first that could not be opened
 * @param parts of what is inside the last layer, and of what stands beside it
 * @param at when it was judged
 */
public record SecurityReport(
        boolean mail,
        List<Layer> layers,
        List<HeaderReport> headers,
        List<Part> parts,
        List<Warning> notes,
        Instant at) {
    public SecurityReport {
        layers = List.copyOf(layers);
        headers = List.copyOf(headers);
        parts = List.copyOf(parts);
        notes = List.copyOf(notes);
    }

    /**
     * The signature that is the message's: the innermost one with no encryption inside. There is none if any layer leaves out what
     * stands in the message too: one further in says nothing about that.
     */
    public Optional<Layer.Signed> signature() {
        boolean all = layers.stream().allMatch(layer -> !(layer instanceof Layer.Signed signed) || signed.covers());
        return all ? innermost() : Optional.empty();
    }

    private Optional<Layer.Signed> innermost() {
        for (int i = layers.size() - 1; i >= 0; i--) {
            if (layers.get(i) instanceof Layer.Signed signed) {
                return Optional.of(signed);
            }
            if (layers.get(i) instanceof Layer.Encrypted || layers.get(i) instanceof Layer.Unreadable) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private Stream<Layer.Encrypted> encryptions() {
        return layers.stream().filter(Layer.Encrypted.class::isInstance).map(Layer.Encrypted.class::cast);
    }

    /** True if somebody signed what is encrypted, which tells nothing of who wrote what is inside. */
    public boolean isSignedAroundCiphertext() {
        return innermost().isEmpty()
                && layers.stream().anyMatch(Layer.Signed.class::isInstance)
                && encryptions().findAny().isPresent();
    }

    public Verdicts verdicts() {
        if (encryptions().anyMatch(each -> each.opening() == Layer.Opening.BROKEN)) {
            return new Verdicts(Verdict.BAD, Verdict.NONE, Verdict.NONE, Verdict.NONE);
        }
        if (encryptions().anyMatch(each -> each.opening() == Layer.Opening.NO_KEY)) {
            return new Verdicts(Verdict.UNKNOWN, Verdict.UNKNOWN, Verdict.UNKNOWN, Verdict.UNKNOWN);
        }
        if (signature().isPresent()) {
            return signature().get().verdicts();
        }
        if (layers.stream().anyMatch(Layer.Unreadable.class::isInstance)) {
            return new Verdicts(Verdict.UNKNOWN, Verdict.UNKNOWN, Verdict.UNKNOWN, Verdict.UNKNOWN);
        }
        boolean tagged = encryptions().anyMatch(Layer.Encrypted::isAuthenticated);
        return new Verdicts(tagged ? Verdict.GOOD : Verdict.NONE, Verdict.NONE, Verdict.NONE, Verdict.NONE);
    }

    /** What people are shown: a signature that does not hold is no signature. */
    public Protection protection() {
        return Protection.of(
                signature().isPresent() && verdicts().authenticity() == Verdict.GOOD,
                encryptions().findAny().isPresent());
    }

    /**
     * Whoever speaks for the message: of those whose signatures hold the one that its sender is compared with best. Only if none holds it is
     * one of the others.
     */
    public Optional<SignerReport> speaker() {
        List<SignerReport> all = signature().map(Layer.Signed::best).orElse(List.of());
        List<SignerReport> holding = all.stream().filter(SignerReport::holds).toList();
        List<SignerReport> heard = holding.isEmpty() ? all : holding;
        return heard.stream()
                .filter(signer -> signer.sender().isGood())
                .findFirst()
                .or(() -> heard.stream().findFirst());
    }

    /** The sender by the signature that fits best. */
    public SenderReport sender() {
        return speaker().map(SignerReport::sender).orElse(SenderReport.NOT_ASKED);
    }

    /** True if the message is what it seems: good verdicts, and the sender the one of the certificate. */
    public boolean isGood() {
        return verdicts().areGood() && sender().isGood();
    }

    /** Everything that a reader should know, what follows from the layers among it. */
    public List<Warning> warnings() {
        return Stream.concat(notes.stream(), new LayerWarnings(this).all().stream())
                .distinct()
                .toList();
    }
}
