package org.signet.ca.directory;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.signet.crypto.x509.Certificate;

/** Port: partners, and what was accepted for them. */
public interface PartnerStore {

    /** By name. */
    List<Partner> all();

    /** Makes it if nobody has the name, and adds to it what it has not yet. */
    void save(String name, Set<String> domains, List<Certificate> anchors, Instant now);

    void remove(Partner partner);
}
