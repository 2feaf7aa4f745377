package org.signet.edge.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;

/**
 * Where a Signet answers.
 *
 * @param base its {@code --url}, without a slash at its end
 */
public record ServerAddress(URI base) {

    /** Whether secrets may travel in the clear over a network. */
    public enum PlainHttp {
        /** To this machine only. */
        LOOPBACK,
        /** Anywhere: the user said so, and knows the network. */
        ALLOWED
    }

    /** Parses what a user gave as {@code --server}. */
    public static Outcome<ServerAddress> parse(String text, PlainHttp plain) {
        URI uri;
        try {
            uri = new URI(text.strip().replaceAll("/+$", ""));
        } catch (URISyntaxException e) {
            return refused();
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean whole = uri.getHost() != null
                && uri.getRawUserInfo() == null
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null;
        if (!whole || !scheme.equals("https") && !scheme.equals("http")) {
            return refused();
        }
        if (scheme.equals("http") && plain == PlainHttp.LOOPBACK && !loopback(uri.getHost())) {
            return Outcome.refused(
                    RefusalCode.NOT_ALLOWED,
                    "Over plain http anyone on the way can read and change what is sent; give the server's https URL.");
        }
        return Outcome.ok(new ServerAddress(uri));
    }

    private static <T> Outcome<T> refused() {
        return Outcome.refused(
                RefusalCode.BAD_INPUT,
                "Give the server's URL as its users open it, for example https://ca.example.com.");
    }

    /** By its spelling: a name that merely resolves to this machine today does not count. */
    private static boolean loopback(String host) {
        return host.equalsIgnoreCase("localhost")
                || host.equals("[::1]")
                || host.matches("127\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}");
    }

    /** A resource of the API, for example {@code /certificates?email=…}. */
    URI api(String resource) {
        return URI.create(base + "/api/v1" + resource);
    }

    @Override
    public String toString() {
        return base.toString();
    }
}
