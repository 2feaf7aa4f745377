package org.signet.edge.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.signet.ca.messaging.MessageEngine;
import org.signet.crypto.smime.report.Verdict;
import org.signet.crypto.smime.report.Verdicts;
import org.signet.crypto.x509.Certificate;
import org.signet.model.Outcome;
import org.signet.model.StoredOctets;

/**
 * {@code openssl cms} as an engine. It knows nothing of addresses and protected headers, and keeps a message's own header only as far as
 * its command does; it signs, or encrypts without signing.
 */
public final class OpenSslEngine implements MessageEngine {
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private final String program;
    private final Path certificate;
    private final Path key;
    private final List<Certificate> anchors;
    private final EngineFolder folder = new EngineFolder();
    private final Command command = new Command(folder.path(), LIMIT);

    /**
     * @param certificate the user's, PEM
     * @param key its private key, PEM without a passphrase
     */
    public OpenSslEngine(String program, Path certificate, Path key, List<Certificate> anchors) {
        this.program = program;
        this.certificate = certificate;
        this.key = key;
        this.anchors = List.copyOf(anchors);
    }

    @Override
    public boolean can(Operation operation, Form form) {
        return true;
    }

    private List<String> line(String... arguments) {
        List<String> line = new ArrayList<>(List.of(program, "cms"));
        line.addAll(List.of(arguments));
        return line;
    }

    private static List<String> with(List<String> line, Form form, String direction) {
        List<String> all = new ArrayList<>(line);
        if (form == Form.FILE) {
            all.addAll(List.of("-binary", direction, "DER"));
        }
        return all;
    }

    @Override
    public Outcome<StoredOctets> sign(StoredOctets input, Form form) {
        List<String> line =
                with(line("-sign", "-signer", certificate.toString(), "-inkey", key.toString()), form, "-outform");
        if (form == Form.FILE) {
            line.add("-nodetach");
        }
        return command.run(line, input);
    }

    @Override
    public Outcome<StoredOctets> encrypt(StoredOctets input, Form form, List<Certificate> recipients) {
        List<String> line = with(line("-encrypt", "-aes-256-cbc"), form, "-outform");
        folder.certificates(recipients).forEach(file -> line.addAll(List.of("-recip", file)));
        return command.run(line, input);
    }

    @Override
    public Outcome<StoredOctets> decrypt(StoredOctets input, Form form) {
        return command.run(
                with(line("-decrypt", "-recip", certificate.toString(), "-inkey", key.toString()), form, "-inform"),
                input);
    }

    /** It tells good from bad and no more; whether a certificate was revoked it does not look up. */
    @Override
    public Outcome<Verdicts> verify(StoredOctets input, Form form) {
        return Outcome.ok(command.run(with(line("-verify", "-CAfile", folder.bundle(anchors)), form, "-inform"), input)
                .fold(
                        content -> new Verdicts(Verdict.GOOD, Verdict.GOOD, Verdict.GOOD, Verdict.UNKNOWN),
                        refusal -> new Verdicts(Verdict.BAD, Verdict.BAD, Verdict.UNKNOWN, Verdict.UNKNOWN)));
    }

    @Override
    public void close() {
        folder.close();
    }
}
