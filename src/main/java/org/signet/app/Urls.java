package org.signet.app;

import java.net.URI;
import java.net.URISyntaxException;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;

/** The two base URLs that are fixed when a hierarchy is founded. */
public final class Urls {
    private Urls() {}

    /** Where people reach the pages: https, or http on this machine, since browsers make keys in secure contexts only. */
    public static Outcome<String> people(String text) {
        return base(text, "url")
                .then(uri -> uri.getScheme().equals("https") || isLocal(uri)
                        ? Outcome.ok(uri.toString())
                        : refused(
                                "The URL for people must begin with https://, except on localhost: browsers make keys on secure"
                                        + " pages only."));
    }

    /** What certificates carry: plain http, so that checking a certificate never needs another. */
    public static Outcome<String> status(String text) {
        return base(text, "status URL")
                .then(
                        uri -> uri.getScheme().equals("http")
                                ? Outcome.ok(uri.toString())
                                : refused(
                                        "The status URL must begin with http://: clients fetch CRLs without TLS (RFC 5280 §8)."));
    }

    public static boolean isLocal(String url) {
        return isLocal(URI.create(url));
    }

    private static boolean isLocal(URI uri) {
        return uri.getHost().equals("localhost") || uri.getHost().equals("127.0.0.1");
    }

    private static Outcome<URI> base(String text, String what) {
        try {
            URI uri = new URI(text == null ? "" : text.strip().replaceAll("/+$", ""));
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (web
                    && uri.getHost() != null
                    && isPort(uri.getPort())
                    && uri.getQuery() == null
                    && uri.getUserInfo() == null
                    && uri.getFragment() == null
                    // Certificates carry it as ASCII.
                    && uri.toString().equals(uri.toASCIIString())
                    && uri.toString().length() <= 200) {
                return Outcome.ok(uri);
            }
        } catch (URISyntaxException e) {
            return refused(
                    "The " + what + " \"" + printable(text) + "\" is not a URL; give one like https://ca.example.com.");
        }
        return refused("The " + what + " \"" + printable(text)
                + "\" is not a web address; give one like https://ca.example.com.");
    }

    private static boolean isPort(int port) {
        return port == -1 || port > 0 && port <= 65535;
    }

    private static String printable(String text) {
        return String.valueOf(text).replaceAll("\\p{C}", "?");
    }

    private static <T> Outcome<T> refused(String detail) {
        return Outcome.refused(RefusalCode.BAD_INPUT, detail);
    }
}
