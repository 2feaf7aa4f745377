package org.signet.app.message;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.signet.crypto.smime.reading.Opened;
import org.signet.edge.http.ServerSettings;
import org.signet.edge.http.StaticFiles;
import org.signet.edge.http.WebServer;
import org.signet.edge.web.Messages;
import org.signet.edge.web.Pages;
import org.signet.edge.web.message.MessageView;
import org.signet.edge.web.message.ShowDoor;
import org.signet.edge.web.message.ShowProblem;

/** Shows one opened message in a browser on this machine, until its reader is done. */
public final class MessageWindow implements AutoCloseable {
    /** Without a request for so long, nobody reads any more. */
    private static final Duration IDLE = Duration.ofMinutes(30);

    private static final int SECRET = 24;

    private final WebServer server;
    private final String link;
    private final CountDownLatch done = new CountDownLatch(1);
    private final AtomicLong lastSeen = new AtomicLong(System.nanoTime());

    private MessageWindow(MessageView view, SecureRandom random) {
        StaticFiles files = StaticFiles.ofClassPath("/web/static");
        Pages pages = new Pages(Messages.ofClassPath(), files, "", false);
        String token = secret(random);
        ShowDoor door = new ShowDoor(
                view, pages, token, secret(random), done::countDown, () -> lastSeen.set(System.nanoTime()));
        this.server = new WebServer(ServerSettings.loopback(0), List.of(files, door), new ShowProblem(pages), random);
        this.link = server.start().get(0) + "/open/" + token;
    }

    private static String secret(SecureRandom random) {
        byte[] secret = new byte[SECRET];
        random.nextBytes(secret);
        return HexFormat.of().formatHex(secret);
    }

    /** Opens the window; {@link #link} is where. */
    public static MessageWindow open(Opened opened, SecureRandom random) throws IOException {
        return new MessageWindow(MessageView.of(opened), random);
    }

    /** Where a browser of this machine finds it, once. */
    public String link() {
        return link;
    }

    /** Waits until the reader is done, or away for long. */
    public void await() throws InterruptedException {
        while (!done.await(1, TimeUnit.SECONDS)) {
            if (System.nanoTime() - lastSeen.get() > IDLE.toNanos()) {
                return;
            }
        }
        // The page that says so is still on its way.
        TimeUnit.MILLISECONDS.sleep(300);
    }

    @Override
    public void close() {
        server.close();
    }
}
