package org.signet.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.signet.ca.messaging.MessageEngine.Operation;
import org.signet.crypto.keys.files.PrivateFiles;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.smime.reading.Identity;
import org.signet.crypto.smime.reading.MessageReader;
import org.signet.crypto.smime.reading.Opened;
import org.signet.crypto.smime.reading.Plaintext;
import org.signet.crypto.smime.reading.Spool;
import org.signet.edge.json.Json;
import org.signet.edge.json.report.SecurityReportView;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;
import org.signet.model.SizedOctets;
import org.signet.model.StoredOctets;
import org.signet.model.Unavailable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is inside an encrypted message or file. */
@Command(
        name = "decrypt",
        description = {
            "Decrypt a message or file with your key.",
            "Nothing is written before all of it was checked: the tag or the padding, and a signature inside."
        },
        footer = {
            "Ends with 0 if it was written; with 1 if none of your keys opens it, if it was changed, or if a signature inside",
            "is wrong; with 2 if it cannot be read. Then nothing is written."
        },
        mixinStandardHelpOptions = true)
final class Decrypt implements Callable<Integer> {
    @Mixin
    private final MessageInput input = new MessageInput();

    @Mixin
    private KeyOptions keys;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description =
                    "Write to this file, or into this folder under the name inside; to standard output without it.")
    private Path out;

    @Mixin
    private TrustOptions trust;

    @Option(names = "--json", description = "The report as JSON on standard output; needs --out.")
    private boolean json;

    @Mixin
    private EngineOption engine;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (!keys.given() && !engine.given()) {
            throw new ParameterException(spec.commandLine(), "Give the file with your key: --p12 FILE.");
        }
        if (json && out == null) {
            throw new ParameterException(
                    spec.commandLine(), "With --json the report goes to standard output: name a file with --out.");
        }
        if (out != null && !Files.isDirectory(out)) {
            Output.check(out);
        }
        try (input) {
            StoredOctets octets = input.octets();
            if (engine.given()) {
                boolean mail = input.isMail(octets);
                return engine.with(
                        Operation.DECRYPT,
                        mail,
                        other -> other.decrypt(octets, EngineOption.form(mail)),
                        this::release);
            }
            var identities = Identity.all(keys.open());
            return trust.use(base -> decrypt(octets, new MessageReader(base, identities, Providers.newRandom())));
        }
    }

    private int decrypt(StoredOctets octets, MessageReader reader) {
        if (out == null) {
            return release(octets, reader);
        }
        Path folder = Files.isDirectory(out) ? out : out.toAbsolutePath().getParent();
        try (Spool spool = Spool.in(folder)) {
            return release(octets, reader.keepingIn(spool));
        }
    }

    private int release(StoredOctets octets, MessageReader reader) {
        boolean mail = input.isMail(octets);
        Opened opened = (mail ? reader.message(octets) : reader.file(octets, Optional.empty())).orThrow();
        Optional<String> objection = opened.objectionToRelease();
        if (json) {
            System.out.println(Json.writePretty(SecurityReportView.of(opened.report(), Main.software())));
        } else {
            new ReportText(opened.report(), System.err::println).print();
        }
        if (objection.isPresent()) {
            System.err.println(objection.get());
            return Main.NO;
        }
        try {
            write(Plaintext.of(opened, mail ? Optional.of(octets) : Optional.empty()));
            return Main.DONE;
        } catch (IOException e) {
            throw new Unavailable("cannot write what was decrypted: " + e.getMessage(), e);
        }
    }

    private int release(StoredOctets decrypted) {
        SizedOctets content = EngineOption.sized(decrypted);
        try {
            if (out == null) {
                content.writeTo(System.out);
                System.out.flush();
            } else {
                PrivateFiles.writeContent(out, content::writeTo);
            }
            return Main.DONE;
        } catch (IOException e) {
            throw new Unavailable("cannot write what was decrypted: " + e.getMessage(), e);
        }
    }

    private void write(Plaintext plaintext) throws IOException {
        if (out == null) {
            plaintext.writeTo(System.out);
            System.out.flush();
            return;
        }
        plaintext.writeTo(target(plaintext));
    }

    private Path target(Plaintext plaintext) {
        if (!Files.isDirectory(out)) {
            return out;
        }
        Path file = out.resolve(plaintext
                .fileName()
                .orElseThrow(() -> new RefusedException(
                        RefusalCode.BAD_INPUT, "There is no file name inside; name a file with --out.")));
        if (Files.exists(file)) {
            throw new RefusedException(
                    RefusalCode.WRONG_STATE, file + " is there already; name another file with --out.");
        }
        return file;
    }
}
