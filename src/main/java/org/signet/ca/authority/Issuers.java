package org.signet.ca.authority;

import java.util.List;
import java.util.Optional;

/** The CAs as those see them who change none. */
public interface Issuers {
    Optional<Issuer> find(String id);

    /** Every issuer, roots first, oldest first. */
    List<Issuer> all();
}
