package org.signet.cli;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.signet.app.Signet;
import org.signet.ca.messaging.MessageEngine.Operation;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.smime.composing.Composer;
import org.signet.crypto.smime.composing.HeaderPolicy;
import org.signet.crypto.smime.composing.Signers;
import org.signet.crypto.smime.composing.Wrapping;
import org.signet.model.SizedOctets;
import org.signet.model.StoredOctets;
import org.signet.model.Unavailable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Signs a message or file. */
@Command(
        name = "sign",
        description = {
            "Sign a message or file with your key.",
            "A message comes out as a message that any program shows (clear-signed), its header protected too (RFC 9788);",
            "a file as .p7m in DER with its name and type inside, or, with --detached, as .p7s beside it."
        },
        footer = "Ends with 0 if it was signed; with 1 if your key may not sign; with 2 if something cannot be read.",
        mixinStandardHelpOptions = true)
final class Sign implements Callable<Integer> {
    @Mixin
    private final MessageInput input = new MessageInput();

    @Mixin
    private SigningOptions signing;

    @Mixin
    private ProtectedOutput out;

    @Option(
            names = "--opaque",
            description =
                    "A message in one piece, which programs without S/MIME cannot show, but none changes on the way.")
    private boolean opaque;

    @Option(names = "--detached", description = "Of a file the signature alone (.p7s), over the file as it is.")
    private boolean detached;

    @Option(names = "--compress", description = "Make it smaller first; many programs cannot read that.")
    private boolean compress;

    @Option(
            names = "--certs-only",
            description = {
                "Your certificate and those of the CAs above it instead of a signature, so that others can encrypt to you:",
                "as .p7c, or as a message with the header of the one that is given."
            })
    private boolean certsOnly;

    @Mixin
    private ReceiptRequestOptions receipt;

    @Option(names = "--no-header-protection", description = "Leave the header of a message unprotected.")
    private boolean bare;

    @Mixin
    private EngineOption engine;

    @Spec
    private CommandSpec spec;

    private final Instant now = Signet.systemClock().instant();

    @Override
    public Integer call() {
        if (!signing.given() && !engine.given()) {
            throw new ParameterException(spec.commandLine(), "Give the file with your key: --p12 FILE.");
        }
        if (certsOnly && (opaque || detached || compress || bare || receipt.given() || engine.given())) {
            throw new ParameterException(
                    spec.commandLine(), "With --certs-only nothing is signed: leave the options of a signature out.");
        }
        out.check();
        try (input) {
            if (certsOnly) {
                return certificates(signing.open(now));
            }
            StoredOctets octets = input.octets();
            boolean mail = !detached && input.isMail(octets);
            if (engine.given()) {
                return engine.with(
                        Operation.SIGN, mail, other -> other.sign(octets, EngineOption.form(mail)), signed -> {
                            out.write(EngineOption.sized(signed), mail);
                            return Main.DONE;
                        });
            }
            Signers signers = signing.open(now);
            out.write(sign(octets, mail, signers), mail);
            return Main.DONE;
        } catch (IOException e) {
            throw new Unavailable("cannot read the input: " + e.getMessage(), e);
        }
    }

    private int certificates(Signers signers) throws IOException {
        Composer composer = new Composer(Providers.newRandom(), now);
        if (input.given()) {
            out.write(composer.certificates(input.octets(), signers).orThrow(), true);
        } else {
            out.write(composer.certificates(signers), false);
        }
        return Main.DONE;
    }

    private SizedOctets sign(StoredOctets octets, boolean mail, Signers signers) throws IOException {
        SecureRandom random = Providers.newRandom();
        Composer composer = new Composer(random, now);
        if (detached) {
            return composer.detached(SizedOctets.of(octets, input.length(octets)), signers);
        }
        Wrapping wrapping = new Wrapping(
                Optional.of(signers),
                mail && !opaque,
                receipt.attributes(signers, now, random),
                compress,
                Optional.empty(),
                false,
                bare ? HeaderPolicy.OFF : HeaderPolicy.NONE);
        return input.composed(composer, octets, mail, wrapping);
    }
}
