package org.signet.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.signet.app.message.MessageWindow;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.smime.reading.Opened;
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
    private final ReadingOptions reading = new ReadingOptions();

    @Option(names = "--text", description = "In this terminal, not in a browser.")
    private boolean text;

    @Option(names = "--yes", description = "With --text: also the text of a message that somebody changed.")
    private boolean insist;

    @Override
    public Integer call() {
        try (reading) {
            return reading.use(reading.input().octets(), (opened, signet) -> show(opened));
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
