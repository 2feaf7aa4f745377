package org.signet.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The network to a server: it can be cut, so that connections end, or hang, so that nothing arrives and nobody is told. */
final class Cable implements AutoCloseable {
    private final int to;
    private final ServerSocket end;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;
    private volatile boolean hangs;

    Cable(int to) {
        this.to = to;
        try {
            this.end = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    int port() {
        return end.getLocalPort();
    }

    void cut() {
        cut = true;
        open.forEach(Cable::close);
    }

    /** What was under way is held back for ever. */
    void hang() {
        hangs = true;
    }

    void mend() {
        cut = false;
        hangs = false;
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "cable");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!end.isClosed()) {
            try {
                Socket near = end.accept();
                open.add(near);
                if (cut) {
                    close(near);
                } else if (!hangs) {
                    Socket far = new Socket(InetAddress.getLoopbackAddress(), to);
                    open.add(far);
                    start(() -> pass(near, far));
                    start(() -> pass(far, near));
                }
            } catch (IOException nobodyThere) {
                open.forEach(Cable::close);
            }
        }
    }

    private void pass(Socket from, Socket into) {
        byte[] some = new byte[8192];
        try {
            InputStream in = from.getInputStream();
            for (int count = in.read(some); count >= 0; count = in.read(some)) {
                if (hangs) {
                    return;
                }
                into.getOutputStream().write(some, 0, count);
            }
        } catch (IOException ended) {
            close(into);
        }
        close(from);
        close(into);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            end.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cut();
    }
}
