package org.signet.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.signet.app.Signet;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.smime.reading.Identity;
import org.signet.crypto.smime.reading.MessageReader;
import org.signet.crypto.smime.reading.Opened;
import org.signet.model.Outcome;
import org.signet.model.StoredOctets;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A message or file that is read, with what its reader has: roots to trust, and keys to open it. */
final class ReadingOptions implements AutoCloseable {
    @Mixin
    private final MessageInput input = new MessageInput();

    @Option(names = "--content", paramLabel = "FILE", description = "What a detached signature (.p7s) signs.")
    private Path content;

    @Mixin
    private TrustOptions trust;

    @Mixin
    private KeyOptions keys;

    MessageInput input() {
        return input;
    }

    /** What is done with what was read. */
    interface Work<T> {
        /** @param signet the CA of the folder; null if there is none */
        T with(Opened opened, Signet signet);
    }

    /** Reads it and does the work; refused, by exception, if it cannot be read. */
    <T> T use(StoredOctets octets, Work<T> work) {
        List<Identity> identities = keys.identities();
        Optional<StoredOctets> elsewhere = Optional.ofNullable(content).map(MessageInput::octets);
        return trust.use((base, signet) -> {
            MessageReader reader = new MessageReader(base, identities, Providers.newRandom());
            Outcome<Opened> opened =
                    content == null && input.isMail(octets) ? reader.message(octets) : reader.file(octets, elsewhere);
            return work.with(opened.orThrow(), signet);
        });
    }

    @Override
    public void close() {
        input.close();
    }
}
