package org.signet.cli;

import java.io.IOException;
import java.util.function.Consumer;
import org.signet.app.message.MessageLines;
import org.signet.crypto.smime.reading.Opened;
import org.signet.model.Printable;

/** A message with its seal and its padlock as lines of text. */
final class MessageInTerminal {
    private final Opened opened;
    private final Consumer<String> out;

    MessageInTerminal(Opened opened, Consumer<String> out) {
        this.opened = opened;
        this.out = out;
    }

    /** @param insist whether a message that somebody changed is shown too */
    void print(boolean insist) throws IOException {
        MessageLines lines = MessageLines.of(opened);
        if (lines.tampered()) {
            out.accept("!!! THIS MESSAGE WAS CHANGED. DO NOT TRUST IT. !!!");
            out.accept("What arrived is not what was signed or encrypted.");
            out.accept("");
        }
        out.accept("[" + lines.sealMark() + "] seal:    " + Printable.of(lines.seal()));
        out.accept("[" + lines.lockMark() + "] padlock: " + Printable.of(lines.lock()));
        out.accept("");
        new ReportText(opened.report(), out).print();
        out.accept("");
        opened.report()
                .headers()
                .forEach(header -> out.accept(header.name() + ": " + Printable.of(header.value()) + "  ("
                        + header.state().text() + ")"));
        out.accept("");
        if (!lines.without().isEmpty()) {
            out.accept(lines.without());
        } else if (lines.tampered() && !insist) {
            out.accept("The text is not shown, because somebody changed it; --yes shows it nevertheless.");
        } else {
            lines.text().lines().forEach(line -> out.accept(Printable.of(line)));
            lines.files().forEach(file -> out.accept("[file] " + Printable.of(file)));
        }
    }
}
