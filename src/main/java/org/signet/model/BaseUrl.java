package org.signet.model;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Where a Signet answers: http or https, a host, perhaps a port and a path; no slash at its end, at most 200 ASCII
 * characters, since certificates carry it.
 */
public record BaseUrl(URI uri) {
    private static final int MAX = 200;

    /** Where people reach the pages: https, or http on this machine, since browsers make keys in secure contexts only. */
    public static Outcome<BaseUrl> people(String text) {
        return parse(text, "url")
                .then(url -> url.keepsSecrets()
                        ? Outcome.ok(url)
                        : refused(
                                "The URL for people must begin with https://, except on localhost: browsers make keys on secure"
                                        + " pages only."));
    }

    /** What certificates carry: plain http, so that checking a certificate never needs another. */
    public static Outcome<BaseUrl> status(String text) {
        return parse(text, "status URL")
                .then(url -> url.isHttps()
                        ? refused(
                                "The status URL must begin with http://: clients fetch CRLs without TLS (RFC 5280 §8).")
                        : Outcome.ok(url));
    }

    /** A server that is sent secrets: https, or http on this machine. */
    public static Outcome<BaseUrl> server(String text) {
        return parse(text, "server's URL")
                .then(url -> url.keepsSecrets()
                        ? Outcome.ok(url)
                        : Outcome.refused(
                                RefusalCode.NOT_ALLOWED,
                                "Over plain http anyone on the way can read and change what is sent; give the server's"
                                        + " https URL."));
    }

    /**
     * Whether a host is this machine, by its spelling: a name that merely resolves to this machine today does not count.
     *
     * @param host a name or an IP address, IPv6 with or without brackets
     */
    public static boolean isLoopback(String host) {
        return host.equalsIgnoreCase("localhost")
                || host.equals("::1")
                || host.equals("[::1]")
                || host.matches("127\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}");
    }

    public boolean isLoopback() {
        return isLoopback(uri.getHost());
    }

    /** The port, explicit or the scheme's own. */
    public int port() {
        return uri.getPort() > 0 ? uri.getPort() : isHttps() ? 443 : 80;
    }

    /** Something below it, for example {@code /api/v1/certificates?email=…}. */
    public URI resolve(String path) {
        return URI.create(uri + path);
    }

    public boolean isHttps() {
        return uri.getScheme().equals("https");
    }

    private boolean keepsSecrets() {
        return isHttps() || isLoopback();
    }

    private static Outcome<BaseUrl> parse(String text, String what) {
        try {
            URI uri = new URI(text == null ? "" : lowerScheme(text.strip()).replaceAll("/+$", ""));
            return isBase(uri)
                    ? Outcome.ok(new BaseUrl(uri))
                    : refused("The " + what + " \"" + Printable.of(String.valueOf(text))
                            + "\" is not a web address; give one like https://ca.example.com.");
        } catch (URISyntaxException e) {
            return refused("The " + what + " \"" + Printable.of(String.valueOf(text))
                    + "\" is not a URL; give one like https://ca.example.com.");
        }
    }

    /** A scheme may be typed in capitals (RFC 3986 §3.1). */
    private static String lowerScheme(String text) {
        int colon = text.indexOf(':');
        return colon < 0 ? text : text.substring(0, colon).toLowerCase(Locale.ROOT) + text.substring(colon);
    }

    private static boolean isBase(URI uri) {
        return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                && uri.getHost() != null
                && (uri.getPort() == -1 || uri.getPort() > 0 && uri.getPort() <= 65535)
                && uri.getRawQuery() == null
                && uri.getRawUserInfo() == null
                && uri.getRawFragment() == null
                && uri.toString().equals(uri.toASCIIString())
                && uri.toString().length() <= MAX;
    }

    private static Outcome<BaseUrl> refused(String detail) {
        return Outcome.refused(RefusalCode.BAD_INPUT, detail);
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}
