package org.signet.edge.http;

import io.javalin.http.Context;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Whoever sits at this machine: never one who comes by a proxy, or by a name that somebody else's DNS points here. */
public final class LocalCaller {
    private LocalCaller() {}

    public static boolean is(Context ctx) {
        return isLoopback(ctx.req().getRemoteAddr())
                && ctx.header("X-Forwarded-For") == null
                && ctx.header("Forwarded") == null
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
