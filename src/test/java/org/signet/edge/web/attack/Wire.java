package org.signet.edge.web.attack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocket;

/** Requests as no honest program writes them, octet by octet. */
public final class Wire implements AutoCloseable {
    private final Socket socket;

    public Wire(String url) {
        this(url, SocketFactory.getDefault());
    }

    /** By sockets of that kind: with those of TLS, the handshake is made at the first octet. */
    public Wire(String url, SocketFactory sockets) {
        URI uri = URI.create(url);
        try {
            socket = sockets.createSocket(uri.getHost(), uri.getPort());
            socket.setSoTimeout(10_000);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The whole answer to a request for that path, as it is written there. */
    public static String get(String url, String path, String... fields) {
        try (Wire wire = new Wire(url)) {
            StringBuilder head = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n");
            for (String field : fields) {
                head.append(field).append("\r\n");
            }
            wire.send(head + "Connection: close\r\n\r\n");
            return wire.answer();
        }
    }

    /** Makes the handshake of TLS, and sends nothing after it. */
    public void shakeHands() {
        try {
            ((SSLSocket) socket).startHandshake();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void send(String text) {
        try {
            OutputStream out = socket.getOutputStream();
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What comes until the server hangs up, or for a while. */
    public String answer() {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(answer);
        } catch (IOException endedOrLate) {
            return answer.toString(StandardCharsets.ISO_8859_1);
        }
        return answer.toString(StandardCharsets.ISO_8859_1);
    }

    /** What comes within so many milliseconds. */
    public String answer(int patience) {
        try {
            socket.setSoTimeout(patience);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return answer();
    }

    public static int status(String answer) {
        return answer.isEmpty() ? 0 : Integer.parseInt(answer.substring(9, 12));
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
