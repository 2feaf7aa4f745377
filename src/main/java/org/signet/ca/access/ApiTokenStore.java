package org.signet.ca.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.signet.model.Bytes;

/** Port: the records of API tokens, by the digests of their secrets. */
public interface ApiTokenStore {
    void insert(Bytes digest, ApiToken token);

    Optional<ApiToken> find(Bytes digest);

    Optional<ApiToken> find(String name);

    /** Every token, revoked and expired ones too, by name. */
    List<ApiToken> all();

    void setUsed(String name, Instant used);

    void setRevoked(String name, Instant revoked);
}
