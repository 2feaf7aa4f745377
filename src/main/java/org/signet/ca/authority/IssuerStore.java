package org.signet.ca.authority;

import java.util.List;
import java.util.Optional;

/** Port: the records of issuers. */
public interface IssuerStore {
    void insert(Issuer issuer);

    Optional<Issuer> find(String id);

    /** Every issuer, roots first, oldest first. */
    List<Issuer> all();
}
