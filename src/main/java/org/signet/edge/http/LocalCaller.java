package org.signet.edge.http;

import io.javalin.http.Context;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Whoever sits at this machine: never one who comes by a proxy, or by a name that somebody else's DNS points here. */
public final class LocalCaller {
    /** What proxies say of whom they come for; many a one says no more than one of these. */
    private static final List<String> PROXIES =
            List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via");

    private LocalCaller() {}

    public static boolean is(Context ctx) {
        return isLoopback(ctx.req().getRemoteAddr())
                && PROXIES.stream().allMatch(header -> ctx.header(header) == null)
                && isLocalName(ctx.header("Host"));
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static boolean isLocalName(String host) {
        return host != null && host.matches("(?i)(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d+)?");
    }
}
