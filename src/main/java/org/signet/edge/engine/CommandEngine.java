package org.signet.edge.engine;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.signet.ca.messaging.MessageEngine;
import org.signet.crypto.smime.report.Verdicts;
import org.signet.crypto.x509.Certificate;
import org.signet.edge.json.Json;
import org.signet.edge.json.report.VerdictsOnly;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;
import org.signet.model.StoredOctets;
import org.signet.model.Unavailable;

/**
 * An engine that a company has as commands of its own, one for each operation. Arguments are fixed, but for {@code {recipients}}, which
 * stands for a file each of PEM certificates, and {@code {form}}, which is {@code mail} or {@code file}. {@code verify} writes a report as
 * JSON with our top-level keys; the others write their result.
 */
public final class CommandEngine implements MessageEngine {
    private static final String RECIPIENTS = "{recipients}";
    private static final String FORM = "{form}";
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private final Map<Operation, List<String>> commands;
    private final EngineFolder folder = new EngineFolder();
    private final Command command = new Command(folder.path(), LIMIT);

    /** @param commands program and arguments of each operation that it can do */
    public CommandEngine(Map<Operation, List<String>> commands) {
        this.commands = Map.copyOf(commands);
    }

    @Override
    public boolean can(Operation operation, Form form) {
        return commands.containsKey(operation);
    }

    private Outcome<StoredOctets> run(
            Operation operation, Form form, StoredOctets input, List<Certificate> recipients) {
        List<String> line = new ArrayList<>();
        for (String argument : commands.get(operation)) {
            if (argument.equals(RECIPIENTS)) {
                line.addAll(folder.certificates(recipients));
            } else {
                line.add(argument.equals(FORM) ? form.text() : argument);
            }
        }
        return command.run(line, input);
    }

    @Override
    public Outcome<StoredOctets> sign(StoredOctets input, Form form) {
        return run(Operation.SIGN, form, input, List.of());
    }

    @Override
    public Outcome<StoredOctets> encrypt(StoredOctets input, Form form, List<Certificate> recipients) {
        return run(Operation.ENCRYPT, form, input, recipients);
    }

    @Override
    public Outcome<StoredOctets> decrypt(StoredOctets input, Form form) {
        return run(Operation.DECRYPT, form, input, List.of());
    }

    @Override
    public Outcome<Verdicts> verify(StoredOctets input, Form form) {
        return run(Operation.VERIFY, form, input, List.of()).then(CommandEngine::verdicts);
    }

    private static Outcome<Verdicts> verdicts(StoredOctets report) {
        try {
            return Json.readAnswer(report.head(Json.MAX_OCTETS), VerdictsOnly.class)
                    .then(VerdictsOnly::read)
                    .fold(
                            Outcome::ok,
                            refusal -> Outcome.refused(
                                    RefusalCode.BAD_INPUT, "The engine's report cannot be read: " + refusal.detail()));
        } catch (IOException e) {
            throw new Unavailable("cannot read the engine's report: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        folder.close();
    }
}
