package org.signet.app.message;

import java.io.IOException;
import java.util.List;
import org.signet.crypto.smime.reading.Opened;
import org.signet.edge.web.Messages;
import org.signet.edge.web.Words;
import org.signet.edge.web.message.MessageView;

/**
 * One opened message for a terminal, in the words of its page.
 *
 * @param sealMark one character in place of a picture
 * @param without what is said in place of the text; empty if there is one
 * @param text hostile text
 * @param files what came along, by name and media type; hostile text
 */
public record MessageLines(
        String sealMark,
        String seal,
        String lockMark,
        String lock,
        boolean tampered,
        String without,
        String text,
        List<String> files) {
    public MessageLines {
        files = List.copyOf(files);
    }

    public static MessageLines of(Opened opened) throws IOException {
        MessageView view = MessageView.of(opened);
        Words words = Messages.ofClassPath().in("en");
        String seal = "show.seal." + view.seal().text();
        String lock = "show.lock." + view.lock().text();
        return new MessageLines(
                switch (view.seal()) {
                    case GOOD -> "\u2713";
                    case DOUBT -> "?";
                    case BROKEN -> "\u2717";
                    case HIDDEN, NONE -> " ";
                },
                words.t(seal, view.signedBy()) + ". " + words.t(seal + ".more"),
                switch (view.lock()) {
                    case CLOSED -> "\u2713";
                    case WEAK -> "?";
                    case SHUT -> "\u2717";
                    case NONE -> " ";
                },
                words.t(lock) + ". " + words.t(lock + ".more"),
                view.isTampered(),
                view.without().isEmpty() ? "" : words.t(view.without()),
                view.text().text(),
                view.text().attachments().stream()
                        .map(file -> file.name() + " (" + file.mediaType() + ")")
                        .toList());
    }
}
