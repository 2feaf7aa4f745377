package org.signet.crypto.policy.tls;

import java.util.List;

/**
 * What our listeners speak by TLS (RFC 9325, as of 2026-11): the two versions that are still good (§3.1.1), and of their cipher suites those
 * that authenticate what they encrypt, with keys that no later theft opens, made on elliptic curves (§4.2; DHE: §4.1 advises against it).
 */
public final class TlsPolicy {
    public static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

    /** Regular expressions over the suites' registered names. */
    public static final List<String> SUITES =
            List.of("TLS_(AES|CHACHA20)_.*", "TLS_ECDHE_(ECDSA|RSA)_WITH_.*_(GCM|POLY1305)_.*");

    private TlsPolicy() {}
}
