package org.signet.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.signet.app.MessageWindow;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.smime.reading.Identity;
import org.signet.crypto.smime.reading.MessageReader;
import org.signet.crypto.smime.reading.Opened;
import org.signet.model.StoredOctets;
import org.signet.model.Unavailable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A message with its seal and its padlock. */
@Command(
        name = "show",
        description = {
            "Show a message with its seal and its padlock.",
            "It opens as a page for a browser on this machine, by a link that works once; nothing is loaded from elsewhere.",
            "A message that somebody changed is shown only to whoever insists."
        },
        footer = "Ends with 0 after it was shown; with 2 if it cannot be read.",
        mixinStandardHelpOptions = true)
final class Show implements Callable<Integer> {
    @Mixin
    private final MessageInput input = new MessageInput();

    @Option(names = "--content", paramLabel = "FILE", description = "What a detached signature (.p7s) signs.")
    private Path content;

    @Mixin
    private TrustOptions trust;

    @Mixin
    private KeyOptions keys;

    @Option(names = "--text", description = "In this terminal, not in a browser.")
    private boolean text;

    @Option(names = "--yes", description = "With --text: also the text of a message that somebody changed.")
    private boolean insist;

    @Override
    public Integer call() {
        try (input) {
            StoredOctets octets = input.octets();
            List<Identity> identities = Verify.identities(keys.open());
            Optional<StoredOctets> elsewhere = Optional.ofNullable(content).map(MessageInput::octets);
            return trust.use(base -> {
                MessageReader reader = new MessageReader(base, identities, Providers.newRandom());
                return show((content == null && input.isMail(octets)
                                ? reader.message(octets)
                                : reader.file(octets, elsewhere))
                        .orThrow());
            });
        }
    }

    private int show(Opened opened) {
        try {
            if (text) {
                new MessageInTerminal(opened, System.out::println).print(insist);
                return Main.DONE;
            }
            try (MessageWindow window = MessageWindow.open(opened, Providers.newRandom())) {
                System.out.println("Open this link in a browser on this machine; it works once:");
                System.out.println("  " + window.link());
                System.out.println("Close it there, or with Ctrl-C.");
                System.out.flush();
                window.await();
            }
            return Main.DONE;
        } catch (IOException e) {
            throw new Unavailable("cannot read the input: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Main.BROKEN;
        }
    }
}
