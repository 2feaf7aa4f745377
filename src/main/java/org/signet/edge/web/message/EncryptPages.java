package org.signet.edge.web.message;

import io.javalin.config.RoutesConfig;
import java.util.Map;
import org.signet.edge.http.Door;
import org.signet.edge.web.Pages;

/** {@code /encrypt}: a file is encrypted to people of the directory in the browser. There is nothing to send it to: the page has no form. */
public final class EncryptPages implements Door {
    /** Of a file: a browser encrypts it in one piece and holds several copies meanwhile. */
    public static final int MOST_MEBIBYTES = 256;

    public static final long MOST_OCTETS = (long) MOST_MEBIBYTES << 20;
    /** Each is looked up by itself, and once more before the file is encrypted. */
    public static final int MOST_PEOPLE = 25;

    private final Pages pages;

    public EncryptPages(Pages pages) {
        this.pages = pages;
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.get("/encrypt", ctx -> pages.send(ctx, "encrypt", Map.of()));
    }
}
