package org.signet.ca.authority;

import org.signet.crypto.x509.Certificate;

/** Port: the records of issuers. */
public interface IssuerStore extends Issuers {
    /** A new issuer with its first certificate. */
    void insert(Issuer issuer);

    /** Another certificate of that issuer's name and key. */
    void insert(Added added);

    void setStanding(String id, Issuer.Standing standing);

    /** Spreads what it issues from now on over that many CRLs. */
    void setCrlShards(String id, int shards);

    /** @param certifiedBy the id of the issuer that signed it */
    record Added(String issuerId, String certifiedBy, Certificate certificate) {}
}
