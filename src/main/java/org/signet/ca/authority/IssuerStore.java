package org.signet.ca.authority;

import java.util.List;
import java.util.Optional;
import org.signet.crypto.x509.Certificate;

/** Port: the records of issuers. */
public interface IssuerStore {
    /** A new issuer with its first certificate. */
    void insert(Issuer issuer);

    /** Another certificate of that issuer's name and key. */
    void insert(Added added);

    void setStanding(String id, Issuer.Standing standing);

    Optional<Issuer> find(String id);

    /** Every issuer, roots first, oldest first. */
    List<Issuer> all();

    /** @param certifiedBy the id of the issuer that signed it */
    record Added(String issuerId, String certifiedBy, Certificate certificate) {}
}
