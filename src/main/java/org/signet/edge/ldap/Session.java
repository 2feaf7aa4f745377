package org.signet.edge.ldap;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.signet.ca.access.ApiTokens;
import org.signet.ca.access.Scope;
import org.signet.ca.directory.Entry;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.model.EmailAddress;
import org.signet.model.Outcome;

/** What is known of a client while its connection lasts: how it came, as whom it bound, and which entries it was told. */
final class Session {
    private static final int REMEMBERED = 1000;
    /** How long a token that was good is taken for good without a look. */
    private static final long TRUSTED_MILLIS = 30_000;

    private final String client;
    private final boolean loopback;
    private boolean tls;
    private Optional<Bound> bound = Optional.empty();
    private final Map<String, EmailAddress> told = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, EmailAddress> eldest) {
            return size() > REMEMBERED;
        }
    };

    private record Bound(OneTimeSecret secret, String name, long seen) {}

    /** @param client address of the machine that asks */
    Session(String client, boolean loopback, boolean tls) {
        this.client = client;
        this.loopback = loopback;
        this.tls = tls;
    }

    String client() {
        return client;
    }

    boolean tls() {
        return tls;
    }

    /** Whether nobody on the way can read a password. */
    boolean confidential() {
        return tls || loopback;
    }

    /** TLS begins: what was agreed on before, anybody on the way may have said (RFC 4513 §3.1.5). */
    void secured() {
        tls = true;
        anonymous();
    }

    void anonymous() {
        bound = Optional.empty();
    }

    /** As the program that shows a token. */
    Outcome<String> bind(ApiTokens tokens, OneTimeSecret secret, long now) {
        anonymous();
        return tokens.shown(secret, Scope.CERTIFICATES_FIND).map(token -> {
            bound = Optional.of(new Bound(secret, token.name(), now));
            return token.name();
        });
    }

    /** The name of the token that it bound with, as long as the token holds. */
    Optional<String> bound(ApiTokens tokens, long now) {
        if (bound.isPresent() && now - bound.get().seen() > TRUSTED_MILLIS) {
            bind(tokens, bound.get().secret(), now);
        }
        return bound.map(Bound::name);
    }

    /** An entry was told: it may be read again by its name, which nobody else can guess his way through by. */
    void told(Entry entry) {
        told.put(entry.id(), entry.addresses().get(0));
    }

    Optional<EmailAddress> addressOf(String id) {
        return Optional.ofNullable(told.get(id));
    }
}
