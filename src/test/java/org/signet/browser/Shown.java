package org.signet.browser;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.signet.app.TestCa;
import org.signet.app.message.MessageWindow;
import org.signet.cli.Post;

/** A message in a window of this process. */
record Shown(MessageWindow window) implements AutoCloseable {

    /** @param line a file of the post, and options as for {@code signet show} */
    static Shown of(Post post, String line) {
        try {
            return new Shown(MessageWindow.open(post.opened(line), TestCa.RANDOM));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String link() {
        return window.link();
    }

    String url() {
        return link().replaceAll("/open/.*", "");
    }

    /** The link among what the verb prints. */
    static String link(BufferedReader printed) throws IOException {
        for (String line = printed.readLine(); line != null; line = printed.readLine()) {
            if (line.strip().startsWith("http://")) {
                return line.strip();
            }
        }
        throw new IllegalStateException("no link was printed");
    }

    /** The answer to a request for the message that names another host. */
    static String raw(String url, String host, String cookie) {
        URI uri = URI.create(url);
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(("GET /message HTTP/1.1\r\nHost: " + host + "\r\nCookie: " + cookie
                            + "\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        window.close();
    }
}
